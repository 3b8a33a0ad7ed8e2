using System.Net;
using System.Net.Sockets;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests.Rest;

/// <summary>The handler that is used in earnest, against a server on loopback.</summary>
public sealed class RealConnectionTests
{
    /// <summary>An HTTP client may send again by itself what it sent on a connection that turned out to be closed; an order must not be.</summary>
    [Fact]
    public async Task Order_on_a_kept_connection_that_breaks_without_an_answer_is_sent_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var requests = new List<string>();
        var serving = ServeAsync(listener, requests);
        var exchange = new MexcExchangeFactory().Create(new ExchangeContext
        {
            Settings = $$"""{"exchange":"mexc","rest_url":"http://127.0.0.1:{{((IPEndPoint)listener.LocalEndpoint).Port}}"}""",
            Secret = name => name == "MEXC_API_KEY" ? FakeMexc.Key : FakeMexc.Secret,
            Time = TimeProvider.System,
            Log = static (_, _) => { },
        });
        var sink = new RecordingAccountSink();
        await using (exchange)
        {
            await using var account = exchange.OpenAccount([FakeMexc.Btc], sink);
            await account.GetWalletAsync(FakeMexc.Stop).Soon();

            await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

            (await sink.NextAsync<OrderReport>()).Status.ShouldBe(OrderStatus.Unknown);
        }

        listener.Stop();
        await serving.Soon();
        requests.Select(r => r.Split(' ')[0]).ShouldBe(["GET", "POST"]);
        requests[1].ShouldContain("\"externalOid\":\"abc-1\"");
    }

    /// <summary>Answers the first request of all, and hangs up on every other after having read it.</summary>
    private static async Task ServeAsync(TcpListener listener, List<string> requests)
    {
        while (true)
        {
            try
            {
                using var connection = await listener.AcceptTcpClientAsync(FakeMexc.Stop);
                var stream = connection.GetStream();
                while (await HttpText.ReadRequestAsync(stream) is { Length: > 0 } request)
                {
                    requests.Add(request);
                    if (requests.Count > 1)
                        break;
                    await stream.WriteAsync(HttpText.Answer(PayloadFile.Text("asset")), FakeMexc.Stop);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
