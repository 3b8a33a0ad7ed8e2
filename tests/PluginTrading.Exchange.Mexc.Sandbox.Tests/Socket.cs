using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PluginTrading.Exchange.Mexc.Sandbox.Rest;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>A WebSocket client of a <see cref="Rig"/>.</summary>
internal sealed class Socket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Rig? _rig;
    private readonly byte[] _buffer = new byte[256 * 1024];

    private Socket(Rig? rig)
    {
        _rig = rig;
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
    }

    public static Task<Socket> OpenAsync(Rig rig) => OpenAsync(rig.Address, rig);

    public static async Task<Socket> OpenAsync(Uri address, Rig? rig = null)
    {
        var socket = new Socket(rig);
        await socket._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/edge" }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Opens and logs in.</summary>
    public static async Task<Socket> LogInAsync(Rig rig, string more = "")
    {
        var socket = await OpenAsync(rig);
        await socket.SendAsync(socket.Login(more));
        (await socket.ReadAsync())["channel"]!.GetValue<string>().ShouldBe("rs.login");
        return socket;
    }

    public string Login(string more = "", string secret = Rig.Secret)
    {
        var time = _rig!.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $$"""{"method":"login","param":{"apiKey":"{{Rig.Key}}","reqTime":"{{time}}","signature":"{{Signature.Of(secret, Rig.Key, time, "")}}"}{{more}}}""";
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Sends a command and returns its answer.</summary>
    public async Task<JsonNode> AskAsync(string text)
    {
        await SendAsync(text);
        return await ReadAsync();
    }

    /// <summary>The next frame.</summary>
    public async Task<JsonNode> ReadAsync() => JsonNode.Parse((await ReadTextAsync()).Span)!;

    /// <summary>The next frame's text; good until the next read.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadTextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            received.MessageType.ShouldBe(WebSocketMessageType.Text);
            length += received.Count;
            if (received.EndOfMessage)
                return _buffer.AsMemory(0, length);
        }
    }

    /// <summary>Frames up to the answer to a ping, its pong not included.</summary>
    public async Task<List<JsonNode>> DrainAsync()
    {
        await SendAsync("""{"method":"ping"}""");
        var frames = new List<JsonNode>();
        while (await ReadAsync() is var frame && Channel(frame) != "pong")
            frames.Add(frame);
        return frames;
    }

    /// <summary>Whether the connection is cut without a close frame.</summary>
    public async Task<bool> IsCutAsync()
    {
        try
        {
            while (true)
                await ReadAsync();
        }
        catch (WebSocketException)
        {
            return true;
        }
    }

    public static string Channel(JsonNode frame) => frame["channel"]!.GetValue<string>();

    public void Dispose() => _socket.Dispose();
}
