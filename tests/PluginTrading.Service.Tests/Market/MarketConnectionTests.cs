using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Market;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Sessions;

namespace PluginTrading.Service.Tests.Market;

/// <summary>Filling in what a live market showed while it was not connected.</summary>
public sealed class MarketConnectionTests
{
    [Fact]
    public async Task Connection_that_breaks_again_while_what_was_missed_is_fetched_is_not_called_complete()
    {
        await using var exchange = new SlowExchange();
        using var inbox = new Inbox();
        var connection = new MarketConnection(exchange, [LiveRig.Instrument], inbox, static _ => { });
        connection.ContinueFrom(0, new Timestamp(1));

        await connection.ConnectedAsync(TestContext.Current.CancellationToken);
        await connection.DisconnectedAsync("reset", TestContext.Current.CancellationToken);
        exchange.Trades.SetResult([MarketEvent.Trade(0, new Timestamp(2), 100, 1)]);
        await connection.ConnectedAsync(TestContext.Current.CancellationToken);

        var read = await ReadAsync(inbox);
        read[..^1].ShouldBe([new MarketLost("reset"), 100d]);
        read[^1].ShouldBeOfType<MarketComplete>().Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_could_not_be_fetched_is_told_when_the_connection_is_complete_though_it_broke_again_before()
    {
        await using var exchange = new SlowExchange();
        using var inbox = new Inbox();
        var connection = new MarketConnection(exchange, [LiveRig.Instrument], inbox, static _ => { });
        connection.ContinueFrom(0, new Timestamp(1));

        await connection.ConnectedAsync(TestContext.Current.CancellationToken);
        await connection.TakeAsync(MarketEvent.Trade(0, new Timestamp(5), 101, 1), TestContext.Current.CancellationToken);
        await connection.DisconnectedAsync("reset", TestContext.Current.CancellationToken);
        exchange.Trades.SetException(new ExchangeException("no answer", isTransient: true));
        await connection.ConnectedAsync(TestContext.Current.CancellationToken);

        var read = await ReadAsync(inbox);
        read[..^1].ShouldBe([new MarketLost("reset"), 101d]);
        read[^1].ShouldBeOfType<MarketComplete>().Gaps.ShouldBe([0]);
    }

    private static async Task<List<object>> ReadAsync(Inbox inbox)
    {
        var read = new List<object>();
        while (read is not [.., MarketComplete])
        {
            var item = await inbox.Reader.ReadAsync(TestContext.Current.CancellationToken);
            read.Add(item.Message ?? item.Market.Price);
        }

        return read;
    }

    private sealed class SlowExchange : IExchange
    {
        public TaskCompletionSource<IReadOnlyList<MarketEvent>> Trades { get; } = new();

        public Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(IReadOnlyList<string> symbols, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RunMarketDataAsync(IReadOnlyList<Instrument> instruments, IMarketSink sink, CancellationToken cancellationToken) => throw new NotSupportedException();

        /// <summary>The first question is answered when the test says so, later ones with nothing.</summary>
        public Task<IReadOnlyList<MarketEvent>> GetTradesAsync(Instrument instrument, int symbolIndex, Timestamp from, Timestamp to, CancellationToken cancellationToken) =>
            from.Nanoseconds == 1 ? Trades.Task : Task.FromResult<IReadOnlyList<MarketEvent>>([]);

        public IExchangeAccount OpenAccount(IReadOnlyList<Instrument> instruments, IAccountSink sink) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
