using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>An adapter whose other side is the test: no network, no real clock.</summary>
internal sealed class FakeMexc : IAsyncDisposable
{
    public const string Key = "mx0testkey";
    public const string Secret = "testsecret";
    public const long Start = 1_795_000_000_000;

    private readonly ConcurrentQueue<FakeSocket> _prepared = new();

    public FakeMexc(string settings = """{"exchange":"mexc"}""")
    {
        Context = new ExchangeContext
        {
            Settings = settings,
            Secret = name => name switch { "MEXC_API_KEY" => Key, "MEXC_API_SECRET" => Secret, _ => null },
            Time = Time,
            Log = (level, text) => Lines.Enqueue($"{level}: {text}"),
        };
        Exchange = new MexcExchange(MexcSettings.Read(settings), Context, Http, NextSocket);
        Rest = new MexcRest(Http, MexcSettings.Read(settings), new MexcClock(Time), Time);
        Http.OnFile("ping", "ping").On("contract/funding_rate", """{"success":false,"code":1001,"message":"not here"}""");
    }

    /// <summary>Cancelled when the run of tests is.</summary>
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Instrument Btc { get; } = new()
    {
        Symbol = "BTC_USDT",
        Base = "BTC",
        Quote = "USDT",
        PriceTick = 0.1m,
        QuantityStep = 0.0001m,
        ContractSize = 0.0001m,
        MinQuantity = 0.0001m,
    };

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(Start));

    public FakeHandler Http { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Sockets that the adapter has asked for, in order.</summary>
    public ConcurrentQueue<FakeSocket> Sockets { get; } = new();

    public ExchangeContext Context { get; }

    public MexcExchange Exchange { get; }

    /// <summary>For parts that are tested alone.</summary>
    public MexcRest Rest { get; }

    public RecordingAccountSink AccountSink { get; } = new();

    public IExchangeAccount Open(params Instrument[] instruments) => Exchange.OpenAccount(instruments.Length > 0 ? instruments : [Btc], AccountSink);

    /// <summary>The socket that the next connection gets; without one it gets a plain one.</summary>
    public FakeSocket Prepare(FakeSocket? socket = null)
    {
        socket ??= new FakeSocket();
        _prepared.Enqueue(socket);
        return socket;
    }

    public static ApprovedOrder Order(
        Side side = Side.Buy, PositionSide position = PositionSide.Long, decimal quantity = 0.0005m, decimal? price = null, bool reduceOnly = false, string id = "abc-1") =>
        Approve(new OrderRequest
        {
            ClientOrderId = id,
            StrategyName = "s",
            Symbol = "BTC_USDT",
            SymbolIndex = 0,
            Side = side,
            PositionSide = position,
            Quantity = quantity,
            LimitPrice = price,
            ReduceOnly = reduceOnly,
            Leverage = 20,
            CreatedAt = Timestamp.FromUnixMilliseconds(Start),
            LastPrice = 60000m,
        });

    public static ApprovedOrder Exit(string id = "abc-2") => Order(Side.Sell, PositionSide.Long, reduceOnly: true, id: id);

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await Exchange.DisposeAsync();
    }

    private static ApprovedOrder Approve(OrderRequest request) => new(request);

    private FakeSocket NextSocket()
    {
        if (!_prepared.TryDequeue(out var socket))
            socket = new FakeSocket();
        Sockets.Enqueue(socket);
        return socket;
    }
}
