using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using PluginTrading.Exchange.Mexc.Sockets;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>A socket whose other side is the test. Acknowledges what is sent unless told otherwise.</summary>
internal sealed class FakeSocket : IMexcSocket
{
    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();

    /// <summary>What comes back for a command; default is success, and a pong for a ping.</summary>
    public Func<string, string?> Answers { get; set; } = Acknowledge;

    /// <summary>Thrown on connecting.</summary>
    public string? RefusesToConnect { get; set; }

    public bool IsDisposed { get; private set; }

    public Uri? Address { get; private set; }

    public Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        Address = address;
        return RefusesToConnect is { } cause ? throw new StreamBrokenException(cause) : Task.CompletedTask;
    }

    public ValueTask SendAsync(string text, CancellationToken cancellationToken)
    {
        _sent.Writer.TryWrite(text);
        var method = JsonDocument.Parse(text).RootElement.GetProperty("method").GetString()!;
        if (Answers(method) is { } answer)
            Push(answer);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new StreamBrokenException(e.InnerException?.Message ?? "closed", e);
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public void Push(string text) => Push(Encoding.UTF8.GetBytes(text));

    public void PushFile(string payload) => Push(PayloadFile.Text(payload));

    public void Push(byte[] bytes) => _frames.Writer.TryWrite(bytes);

    public void Break(string cause) => _frames.Writer.TryComplete(new InvalidOperationException(cause));

    /// <summary>The next command that was sent.</summary>
    public Task<string> SentAsync() => _sent.Reader.ReadAsync().AsTask().Soon();

    private static string? Acknowledge(string method) =>
        method == "ping" ? PayloadFile.Text("pong") : $$"""{"channel":"rs.{{method}}","data":"success","ts":1795000000000}""";
}
