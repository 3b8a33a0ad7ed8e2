using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Matching;
using PluginTrading.Exchange.Mexc.Sandbox.WebSockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>The exchange behind one lock: market, account, connections and faults move together.</summary>
internal sealed class Venue
{
    private readonly Lock _lock = new();
    private readonly PrivatePushes _privatePushes;
    private readonly PublicPushes _publicPushes;
    private readonly MatchingEngine _matching;
    private readonly Liquidator _liquidator;
    private int _waiting;

    public Venue(SandboxSettings settings)
    {
        Settings = settings;
        State = new VenueState(settings);
        Hub = new SocketHub(State);
        _privatePushes = new PrivatePushes(State, Hub);
        _publicPushes = new PublicPushes(State, Hub);
        Commands = new SocketCommands(State, Hub, _publicPushes, settings);
        Desk = new OrderDesk(State, _privatePushes);
        var execution = new Execution(State, Desk, _privatePushes);
        _matching = new MatchingEngine(State, Desk, execution);
        _liquidator = new Liquidator(State, Desk, execution, _privatePushes);
        Outside = new OutsideHand(State, Desk, execution, _liquidator);
        foreach (var fault in settings.Faults)
            State.Faults.Add(ParseFault(fault));
    }

    public SandboxSettings Settings { get; }

    public VenueState State { get; }

    public SocketHub Hub { get; }

    public SocketCommands Commands { get; }

    public OrderDesk Desk { get; }

    public OutsideHand Outside { get; }

    public IAccountPushes Pushes => _privatePushes;

    /// <summary>Whether a request waits for the lock; the market lets it go first.</summary>
    public bool IsAwaited => Volatile.Read(ref _waiting) > 0;

    /// <summary>Does something under the lock, then sends the account's pushes that it caused.</summary>
    public T Do<T>(Func<T> work)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            lock (_lock)
            {
                var result = work();
                _privatePushes.Flush();
                return result;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Do(Action work) => Do(() =>
    {
        work();
        return 0;
    });

    /// <summary>Moves the market on.</summary>
    /// <param name="events">In order, their times already shifted.</param>
    /// <param name="pauses">Whether no further event is in sight: then nothing is held back.</param>
    public void Advance(ReadOnlySpan<MarketEvent> events, bool pauses)
    {
        lock (_lock)
        {
            foreach (ref readonly var e in events)
                Advance(e);
            _publicPushes.Flush(State.Clock.MarketMs, pauses);
        }
    }

    /// <summary>Says by how much the market's times are moved.</summary>
    public void Shift(long shiftMs)
    {
        lock (_lock)
        {
            foreach (var market in State.Markets)
            {
                market.Funding.Shift(shiftMs);
                _publicPushes[market].FundingChanged();
            }
        }
    }

    /// <summary>Shows the settlements that are in sight, as the exchange shows its estimate of the next.</summary>
    public void Foresee(ReadOnlySpan<MarketEvent> events)
    {
        lock (_lock)
        {
            // What is said of settlements is said in market time from the first word on.
            if (State.Clock.Market is null && events.Length > 0)
                State.Clock.Advance(events[0].Time);
            foreach (ref readonly var e in events)
            {
                if (e.Kind == MarketEventKind.Funding)
                    _publicPushes.Foresee(State.Markets[e.SymbolIndex], e.FundingRate, e.Time.Nanoseconds / Timestamp.PerMillisecond);
            }
        }
    }

    /// <summary>Sends what comes due between two events.</summary>
    public void Idle(long marketMs)
    {
        lock (_lock)
            _publicPushes.Flush(marketMs, all: false);
    }

    /// <summary>What happens by the wall clock: waiting orders of a standing market, late pushes, missing pings, faults that begin or end.</summary>
    public void Beat() => Do(() =>
    {
        State.Faults.Refresh();
        Act();
        _matching.OnStandstill();
        foreach (var market in State.Markets)
            _liquidator.Check(market);
        _privatePushes.SendLate();
        Hub.DropThoseWithoutPing();
    });

    /// <exception cref="ExchangeSettingsException">The text is not a fault.</exception>
    public Fault ParseFault(string text) => Fault.Parse(text, [.. State.Markets.Select(m => m.Contract.Symbol)]);

    public void Inject(IReadOnlyList<Fault> faults) => Do(() =>
    {
        foreach (var fault in faults)
            State.Faults.Add(fault);
        Act();
    });

    private void Advance(in MarketEvent e)
    {
        var market = State.Markets[e.SymbolIndex];
        State.Events++;
        State.Clock.Advance(e.Time);
        if (e.Kind == MarketEventKind.Funding)
            Settle(market, (decimal)e.FundingRate);
        market.Apply(e, State.Clock.MarketMs);
        _publicPushes.OnEvent(market, e);
        _matching.OnEvent(market, e);
        _liquidator.Check(market);
        if (!State.Faults.IsEmpty)
        {
            State.Faults.Refresh();
            Act();
        }

        _privatePushes.Flush();
    }

    private void Settle(Market market, decimal rate)
    {
        foreach (var isLong in (ReadOnlySpan<bool>)[true, false])
        {
            if (State.Account[market, isLong] is not { } position)
                continue;
            State.Account.PayFunding(position, rate, State.Ids.NextFunding(), State.Clock.MarketMs);
            position.Version++;
            position.UpdateMs = State.Clock.MarketMs;
            _privatePushes.AssetChanged();
            _privatePushes.PositionChanged(position);
        }
    }

    private void Act()
    {
        foreach (var fault in State.Faults.Due())
        {
            if (State.Faults.Spoiled(fault))
                continue;
            if (fault.Name == FaultCatalog.DropSocket ? Hub.DropAll() : Outside.Act(fault))
                State.Faults.Use(fault);
        }
    }
}
