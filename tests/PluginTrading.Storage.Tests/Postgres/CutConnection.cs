using System.Net;
using System.Net.Sockets;

namespace PluginTrading.Storage.Tests.Postgres;

/// <summary>Stands between a client and a server, and cuts the connection at the next COMMIT: before the server has it, or after it was carried out and before the client is told.</summary>
internal sealed class CutConnection : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;

    /// <param name="server">Port of the server on this machine.</param>
    public CutConnection(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the server is to carry the next COMMIT out; <see langword="null"/> lets everything through.</summary>
    public bool? CutsAfterCommit { get; set; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            var isCut = false;
            var answers = Task.Run(async () =>
            {
                var buffer = new byte[1 << 16];
                while (await far.GetStream().ReadAsync(buffer, _end.Token) is var count and > 0 && !isCut)
                    await near.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                near.Close();
            });
            var bytes = new byte[1 << 16];
            while (await near.GetStream().ReadAsync(bytes, _end.Token) is var count and > 0)
            {
                if (CutsAfterCommit is { } isCarriedOut && bytes.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0)
                {
                    CutsAfterCommit = null;
                    isCut = true;
                    if (!isCarriedOut)
                        return;
                }

                await far.GetStream().WriteAsync(bytes.AsMemory(0, count), _end.Token);
            }

            await answers;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Cut from one side.
        }
    }
}
