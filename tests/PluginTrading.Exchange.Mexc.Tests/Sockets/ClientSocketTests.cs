using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Exchange.Mexc.Tests.Fakes;

namespace PluginTrading.Exchange.Mexc.Tests.Sockets;

/// <summary>Over a real connection on loopback.</summary>
public sealed class ClientSocketTests
{
    [Fact]
    public async Task Message_in_parts_comes_whole_and_a_short_one_after_it()
    {
        var text = new string('x', 100_000);
        await using var pair = await Pair.OpenAsync();

        await pair.Server.SendAsync(Encoding.UTF8.GetBytes(text[..40_000]), WebSocketMessageType.Text, endOfMessage: false, FakeMexc.Stop);
        await pair.Server.SendAsync(Encoding.UTF8.GetBytes(text[40_000..]), WebSocketMessageType.Text, endOfMessage: true, FakeMexc.Stop);
        await pair.Server.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, FakeMexc.Stop);

        var first = await pair.Client.ReceiveAsync(FakeMexc.Stop).Soon();
        (Encoding.UTF8.GetString(first.Span) == text).ShouldBeTrue();
        var second = await pair.Client.ReceiveAsync(FakeMexc.Stop).Soon();
        Encoding.UTF8.GetString(second.Span).ShouldBe("{}");
    }

    [Fact]
    public async Task Message_beyond_16_MiB_breaks_the_connection()
    {
        await using var pair = await Pair.OpenAsync();
        var sending = SendTooMuchAsync(pair.Server);

        (await Should.ThrowAsync<StreamBrokenException>(async () => await pair.Client.ReceiveAsync(FakeMexc.Stop).Soon())).Message.ShouldBe("a message is larger than 16777216 bytes");

        await pair.DisposeAsync();
        await sending.Soon().ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
    }

    [Fact]
    public async Task Close_and_break_say_why()
    {
        await using (var closed = await Pair.OpenAsync())
        {
            await closed.Server.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "too many", FakeMexc.Stop);
            (await Should.ThrowAsync<StreamBrokenException>(async () => await closed.Client.ReceiveAsync(FakeMexc.Stop).Soon())).Message.ShouldBe("closed by MEXC: PolicyViolation too many");
        }

        await using var broken = await Pair.OpenAsync();
        broken.Server.Abort();
        broken.Connection.Close();
        (await Should.ThrowAsync<StreamBrokenException>(async () => await broken.Client.ReceiveAsync(FakeMexc.Stop).Soon())).Message.ShouldStartWith("connection broke: ");
    }

    [Fact]
    public async Task Address_where_nobody_listens_is_a_broken_stream()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/edge");
        listener.Stop();
        await using var socket = new ClientSocket();

        (await Should.ThrowAsync<StreamBrokenException>(socket.ConnectAsync(address, FakeMexc.Stop).Soon())).Message.ShouldStartWith($"cannot connect to {address}: ");
    }

    private static async Task SendTooMuchAsync(WebSocket server)
    {
        var part = new byte[1 << 20];
        for (var i = 0; i < 20; i++)
            await server.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: false, FakeMexc.Stop);
    }

    private sealed class Pair(ClientSocket client, WebSocket server, TcpClient connection) : IAsyncDisposable
    {
        public ClientSocket Client => client;

        public WebSocket Server => server;

        public TcpClient Connection => connection;

        public static async Task<Pair> OpenAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var client = new ClientSocket();
            var connecting = client.ConnectAsync(new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/edge"), FakeMexc.Stop);
            var connection = await listener.AcceptTcpClientAsync(FakeMexc.Stop).Soon();
            var stream = connection.GetStream();
            var key = (await HttpText.ReadHeadAsync(stream)).Split("Sec-WebSocket-Key: ")[1].Split('\r')[0];
#pragma warning disable CA5350 // What the protocol asks for.
            var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), FakeMexc.Stop);
            await connecting.Soon();
            return new Pair(client, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }), connection);
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            server.Dispose();
            connection.Dispose();
        }
    }
}
