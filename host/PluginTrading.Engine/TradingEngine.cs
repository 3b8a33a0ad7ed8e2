using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Machine;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine;

/// <summary>
/// Turns events into decisions: market events and what the venue says go in, effects (transitions, signals, orders, fills, equity) come
/// out. A pure function of its events: no clock, I/O, randomness or tasks, one thread; backtest, paper and live run this same code.
/// A market event that changes nothing allocates nothing.
/// </summary>
public sealed class TradingEngine
{
    private readonly SessionBooks _books;
    private readonly Ledger _ledger;
    private readonly EquityCurve _equityCurve;
    private readonly SymbolDesk[] _symbols;
    private readonly StrategyInstance[] _instances;
    private readonly bool _hasDrawdownLimit;
    private bool _isStarted;

    /// <param name="settings">What runs, on what, with which money.</param>
    /// <param name="catalog">Where indicators come from.</param>
    /// <exception cref="ArgumentException">A condition asks for an indicator or parameter that does not exist.</exception>
    /// <exception cref="SectionException">A section of code threw while it was set up, be it because it asked for an indicator that does not exist.</exception>
    public TradingEngine(SessionSettings settings, ComponentCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(catalog);
        var markets = settings.Instruments.Select(i => new MarketView(i)).ToArray();
        _ledger = new Ledger(settings, markets);
        _books = new SessionBooks(settings, _ledger);
        _equityCurve = new EquityCurve(_ledger);
        _hasDrawdownLimit = settings.Risk.MaxDrawdownPct is not null;
        _symbols = [.. markets.Select(m => new SymbolDesk(new SymbolIndicators(catalog, m)))];
        var instances = new List<StrategyInstance>();
        for (var strategy = 0; strategy < settings.Strategies.Count; strategy++)
        {
            for (var symbol = 0; symbol < markets.Length; symbol++)
            {
                var instance = new StrategyInstance(_books, settings.Strategies[strategy], strategy, symbol, _symbols[symbol].Indicators);
                instances.Add(instance);
                if (instance.Strategy.Enabled)
                    _symbols[symbol].Add(instance);
            }
        }

        _instances = [.. instances];
    }

    /// <summary>What the last call brought about, in order. Valid until the next call.</summary>
    public IReadOnlyList<EngineEffect> Effects => _books.Effects;

    /// <summary>Wallet balance, quote currency.</summary>
    public decimal Balance => _ledger.Balance;

    /// <summary>Balance + unrealized P&amp;L, quote currency.</summary>
    public decimal Equity => _ledger.Equity;

    /// <summary>Begins the session at the first event's time, before that event: the equity curve starts, enabled instances begin to monitor.</summary>
    public void Start(Timestamp time)
    {
        if (_isStarted)
            throw new InvalidOperationException("The session has been started.");
        _isStarted = true;
        _books.Effects.Clear();
        _books.Now = time;
        _books.Effects.Add(_equityCurve.Begin(time));
        foreach (var instance in _instances)
        {
            if (instance.Strategy.Enabled)
                instance.Activate();
        }
    }

    /// <summary>Handles one market event to its end.</summary>
    /// <param name="e">The event; not before the one before it.</param>
    /// <param name="answers">What the venue says because of this event, in order: funding, ends and fills of orders, liquidation.</param>
    /// <exception cref="SectionException">A section or indicator threw.</exception>
    public void Process(in MarketEvent e, ReadOnlySpan<VenueEvent> answers)
    {
        BeginEvent(e.Time);
        var symbol = _symbols[e.SymbolIndex];
        symbol.Market.Apply(in e);
        foreach (var answer in answers)
            Handle(answer);
        symbol.Update(in e);
        if (_hasDrawdownLimit)
            CheckDrawdown(e.Time);
        symbol.Evaluate();
    }

    /// <summary>Handles something that the venue says between market events.</summary>
    public void Process(VenueEvent answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        BeginEvent(answer.Time);
        Handle(answer);
    }

    /// <summary>The data has ended: asks for every working order to be cancelled and every position to be closed, by strategies, then symbols.</summary>
    /// <remarks>The venue's answers to these effects go to <see cref="Process(VenueEvent)"/>.</remarks>
    public void Finish()
    {
        _books.Effects.Clear();
        if (!_isStarted)
            return;
        _books.Effects.Add(_equityCurve.Point(_books.Now));
        _books.IsEnding = true;
        foreach (var instance in _instances)
            instance.WindUp();
    }

    private void BeginEvent(Timestamp time)
    {
        if (_books.Effects.Count > 0)
            _books.Effects.Clear();
        if (!_isStarted)
            throw new InvalidOperationException("Start comes before the first event.");
        if (time < _books.Now)
            throw new InvalidOperationException($"Time goes backwards: an event at {time} came after one at {_books.Now}.");
        if (_equityCurve.BeginsAnotherMinute(time))
        {
            _books.Effects.Add(_equityCurve.Point(_books.Now));
            _equityCurve.StartMinute(time);
        }

        _books.Now = time;
    }

    private void Handle(VenueEvent answer)
    {
        switch (answer)
        {
            case OrderFilled fill:
                HandleFill(fill);
                break;
            case OrderOpened opened:
                var order = _books.Find(opened.ClientOrderId);
                order.Open(opened.Time);
                _books.Effects.Add(order.Record);
                break;
            case OrderCancelled cancelled:
                HandleEnd(cancelled, OrderStatus.Cancelled, null);
                break;
            case OrderExpired expired:
                HandleEnd(expired, OrderStatus.Expired, null);
                break;
            case OrderRejected rejected:
                HandleEnd(rejected, OrderStatus.Rejected, rejected.Reason);
                break;
            case PositionLiquidated liquidated:
                HandleLiquidation(liquidated);
                break;
            case FundingPaid funding:
                HandleFunding(funding);
                break;
            default:
                throw new ArgumentException($"Unknown venue event {answer.GetType()}.", nameof(answer));
        }
    }

    private void HandleFill(OrderFilled fill)
    {
        var order = _books.Find(fill.ClientOrderId);
        if (order.HasFill(fill.FillId))
            return;
        var instance = order.Instance;
        var isFirst = order.Record.FilledQuantity == 0;
        var realized = Book(fill, order);
        order.TakeFill(fill, realized);
        _books.Effects.Add(new Fill
        {
            FillId = fill.FillId,
            OrderId = order.Record.OrderId,
            Symbol = order.Record.Symbol,
            Side = order.Record.Side,
            PositionSide = order.Record.PositionSide,
            Price = fill.Price,
            Quantity = fill.Quantity,
            Commission = fill.Commission,
            Liquidity = fill.Liquidity,
            RealizedPnl = realized,
            Time = fill.Time,
        });
        _books.Effects.Add(order.Record);
        if (order.IsClosed)
            _books.Forget(order);
        instance.OnFilled(order, isFirst);
        _books.Effects.Add(_equityCurve.Point(_books.Now));
    }

    /// <summary>Books a fill into position and balance and returns the P&amp;L that it realized.</summary>
    private decimal Book(OrderFilled fill, TrackedOrder order)
    {
        var instance = order.Instance;
        var position = _ledger.Positions[instance.SymbolIndex];
        var realized = 0m;
        if (order.IsEntry)
        {
            if (position is null)
            {
                position = new OpenPosition(
                    order.Record.StrategyName, instance.StrategyIndex, order.Record.Symbol, order.Record.PositionSide,
                    order.Record.Leverage, fill.Time, _ledger.TakerFeeRate(instance.SymbolIndex));
                _ledger.Open(instance.SymbolIndex, position);
            }

            position.Add(fill.Quantity, fill.Price, fill.Commission);
        }
        else
        {
            if (position is null)
                throw new InvalidOperationException($"Fill {fill.FillId} closes a position on {order.Record.Symbol} where none is open.");
            realized = position.Reduce(fill.Quantity, fill.Price, fill.Commission);
        }

        _ledger.BookFill(instance.StrategyIndex, fill.Time, realized, fill.Commission);
        return realized;
    }

    private void HandleEnd(OrderEvent end, OrderStatus status, string? reason)
    {
        var order = _books.Find(end.ClientOrderId);
        order.End(status, end.Time, reason);
        _books.Effects.Add(order.Record);
        _books.Forget(order);
        order.Instance.OnOrderEnded(order);
    }

    private void HandleLiquidation(PositionLiquidated liquidation)
    {
        var position = _ledger.Positions[liquidation.SymbolIndex]
            ?? throw new InvalidOperationException($"The venue liquidated a position on symbol {liquidation.SymbolIndex}, where none is open.");
        var view = position.View;
        var instance = _books.Slots.Holder(liquidation.SymbolIndex)!;
        position.Liquidate(liquidation.Price, liquidation.Loss);
        _ledger.BookFill(position.StrategyIndex, liquidation.Time, -liquidation.Loss, 0);
        var (order, fill) = LiquidationRecord.Create(_books.TakeOrderId(), instance.Strategy.Name, view, liquidation);
        _books.Effects.Add(order);
        _books.Effects.Add(fill);
        instance.OnLiquidated();
        _books.Effects.Add(_equityCurve.Point(_books.Now));
    }

    private void HandleFunding(FundingPaid funding)
    {
        var position = _ledger.Positions[funding.SymbolIndex]
            ?? throw new InvalidOperationException($"The venue paid funding on symbol {funding.SymbolIndex}, where no position is open.");
        position.Fund(funding.Amount);
        _ledger.BookFunding(position.StrategyIndex, funding.Amount);
        _books.Effects.Add(_equityCurve.Point(_books.Now));
    }

    private void CheckDrawdown(Timestamp now)
    {
        var halted = _books.Risk.CheckDrawdown(now);
        if (halted is not null)
            _books.Effects.Add(halted);
        if (_books.Risk.Halt is null || !_books.Settings.Risk.FlattenOnMaxDrawdown)
            return;
        foreach (var instance in _instances)
        {
            if (halted is not null)
                instance.CancelEntry();
            // At every event: a fill that was under way may open a position after the halt.
            instance.Flatten();
        }
    }
}
