using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Engine.Risk;
using PluginTrading.Engine.Sections;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Machine;

/// <summary>One round of an instance, from signal to exit: its signals, its orders and what each decision brings about.</summary>
internal sealed class Round
{
    private readonly SessionBooks _books;
    private readonly StrategyInstance _instance;
    private readonly SectionContext _context;
    private readonly IIndicator? _riskIndicator;
    private readonly IIndicator? _volatility;
    private readonly CloseRetry _closeRetry = new();
    private Signal _entrySignal = null!;
    private Signal? _exitSignal;
    private TrackedOrder? _entry;
    private TrackedOrder? _close;
    private string? _leavingFor;

    public Round(SessionBooks books, StrategyInstance instance, SectionContext context, SymbolIndicators indicators)
    {
        _books = books;
        _instance = instance;
        _context = context;
        if (instance.Strategy.RiskAdjustment is { } adjustment)
            _riskIndicator = InstanceValue.Create(adjustment.Indicator.Name, context) ?? indicators.Get(adjustment.Indicator.Name, adjustment.Indicator.Parameters).Indicator;
        if (books.Settings.Risk.MaxVolatilityPct is not null)
            _volatility = indicators.Get("volatility_pct", []).Indicator;
    }

    /// <summary>Why the position is being closed; empty before.</summary>
    public string ExitReason { get; private set; } = "";

    /// <summary>The position is flat and only the end of the entry order is waited for: what it may still fill is closed too.</summary>
    public bool IsLeaving => _leavingFor is not null && OpenPosition is not { IsFlat: false };

    private StrategyDefinition Strategy => _instance.Strategy;

    private Instrument Instrument => _instance.Market.Instrument;

    private decimal LastPrice => (decimal)_instance.Market.LastPrice;

    private OpenPosition? OpenPosition => _books.Ledger.Positions[_instance.SymbolIndex] is { } position && position.StrategyIndex == _instance.StrategyIndex ? position : null;

    public void RecordRejected(PositionSide side, double confidence, SectionRunner section, string reason) =>
        Write(NewSignal(SectionKind.S1, EntryAction(side), confidence, section) with { ExecutionStatus = SignalStatus.Rejected, RejectionReason = reason });

    public void RecordHold(double confidence, SectionRunner section) =>
        Write(NewSignal(SectionKind.S1, SignalAction.Hold, confidence, section) with { ExecutionStatus = SignalStatus.Cancelled });

    /// <summary>The signal is accepted.</summary>
    public void Begin(PositionSide side, double confidence, SectionRunner section)
    {
        _books.Slots.Take(_instance);
        _entry = null;
        _close = null;
        _exitSignal = null;
        ExitReason = "";
        _entrySignal = Write(NewSignal(SectionKind.S1, EntryAction(side), confidence, section));
        _instance.Move(Trigger.SignalAccepted, Reasons.SignalDetected, section, confidence);
        // After the records: the section that decided read its values while there was no signal.
        _context.SignalTime = _books.Now;
        _context.SignalSide = side;
        _instance.RefreshReadings();
    }

    public void CancelSignal(string reason, SectionRunner? section, double? confidence)
    {
        _entrySignal = Write(_entrySignal with { ExecutionStatus = SignalStatus.Cancelled, RejectionReason = reason });
        _instance.Move(Trigger.SignalCancelled, reason, section, confidence);
    }

    /// <summary>Z1 is true: sizes the entry, asks the risk check, sends or records the denial.</summary>
    public void Enter(SectionRunner section, double confidence)
    {
        _instance.Move(Trigger.EntryDecided, Reasons.EntryConditions, section, confidence);
        var positionSide = _context.SignalSide!.Value;
        var side = positionSide == PositionSide.Long ? Side.Buy : Side.Sell;
        if (double.IsNaN(_instance.Market.LastPrice))
        {
            Deny(new Denial("min_quantity", Math.Max(Instrument.MinQuantity, Instrument.QuantityStep), 0));
            return;
        }

        var plan = EntryPlan.Create(Strategy, Instrument, side, _books.Ledger.Equity, LastPrice, _riskIndicator?.Value ?? double.NaN);
        var request = NewRequest(positionSide, side, plan.Quantity, plan.LimitPrice, reduceOnly: false);
        var (approved, denial) = _books.Risk.CheckEntry(Strategy.Limits, plan, _volatility?.Value ?? double.NaN, request);
        if (approved is null)
        {
            Deny(denial!);
            return;
        }

        _books.Ledger.Reserve(_instance.SymbolIndex, _books.Risk.Reservation(_instance.SymbolIndex, plan.LastPrice, plan.Quantity, request.Leverage));
        _entrySignal = Write(_entrySignal with { OrderId = request.ClientOrderId });
        _entry = _books.Send(approved, _instance, _entrySignal.SignalId);
    }

    /// <summary>Asks for what is unfilled of the entry to be cancelled.</summary>
    public void CancelEntry() => _books.Cancel(_entry);

    public void CancelClose() => _books.Cancel(_close);

    /// <summary>Decides to exit: cancels what works, records the signal, moves, sends the close.</summary>
    public void Exit(Trigger trigger, SectionKind signalType, string reason, SectionRunner? section, double? confidence)
    {
        _books.Cancel(_entry);
        _books.Cancel(_close);
        ExitReason = reason;
        _exitSignal = Write(NewSignal(signalType, ExitAction, confidence, section) with { OrderId = _books.NextOrderId });
        _instance.Move(trigger, reason, section, confidence);
        _closeRetry.Reset();
        var isLimit = trigger == Trigger.CloseDecided && Strategy.Limits.CloseOrderType == OrderType.Limit;
        SendClose(isLimit ? CloseLimitPrice() : null, _exitSignal.SignalId);
    }

    /// <summary>Sends an emergency close again that the venue refused, once its back-off has passed.</summary>
    public void RetryClose()
    {
        if (OpenPosition is { IsFlat: false } && _closeRetry.IsDue(_books.Now))
            SendClose(null, _exitSignal!.SignalId);
    }

    public void OnFilled(TrackedOrder order, bool isFirst)
    {
        _context.Position = OpenPosition is { IsFlat: false } open ? open.View : null;
        if (order.IsEntry)
            OnEntryFilled(order, isFirst);
        else
            OnCloseFilled(order, isFirst);
    }

    public void OnOrderEnded(TrackedOrder order)
    {
        if (order == _entry)
            OnEntryEnded(order);
        else if (order == _close && OpenPosition is { IsFlat: false } && !_books.IsEnding)
            OnCloseEnded(order);
    }

    /// <summary>The position is gone for another reason than our close order.</summary>
    public void OnPositionGone(string reason) => Leave(Trigger.PositionGone, reason);

    /// <summary>The position was changed from outside: it goes on with what is left, or is over.</summary>
    public void OnAdjusted()
    {
        if (OpenPosition is { IsFlat: false } open)
        {
            _context.Position = open.View;
            return;
        }

        _books.Cancel(_close);
        OnPositionGone(Reasons.ClosedAtExchange);
    }

    public void WindUp()
    {
        _books.Cancel(_entry);
        _books.Cancel(_close);
        if (OpenPosition is not { IsFlat: false })
            return;
        ExitReason = Reasons.EndOfData;
        _exitSignal = null;
        SendClose(null, null);
    }

    private SignalAction ExitAction => _context.SignalSide == PositionSide.Long ? SignalAction.Sell : SignalAction.Cover;

    private static SignalAction EntryAction(PositionSide side) => side == PositionSide.Long ? SignalAction.Buy : SignalAction.Short;

    private void Deny(Denial denial)
    {
        _entrySignal = Write(_entrySignal with { ExecutionStatus = SignalStatus.Rejected, RejectionReason = denial.ToString() });
        _instance.Move(Trigger.EntryDenied, Reasons.RiskRefused);
    }

    private void OnEntryFilled(TrackedOrder order, bool isFirst)
    {
        var unfilled = order.IsClosed ? 0 : order.Remaining;
        _books.Ledger.Reserve(_instance.SymbolIndex, _books.Risk.Reservation(_instance.SymbolIndex, order.Request.LastPrice, unfilled, order.Request.Leverage));
        if (isFirst)
        {
            _entrySignal = Write(_entrySignal with { ExecutionStatus = SignalStatus.Executed });
            _instance.Move(Trigger.EntryFilled, Reasons.EntryFilled);
        }
        else if (_leavingFor is not null && _close is not { IsClosed: false })
        {
            SendClose(null, _exitSignal?.SignalId);
        }
    }

    private void OnCloseFilled(TrackedOrder order, bool isFirst)
    {
        if (isFirst && order == _close && _exitSignal is { ExecutionStatus: SignalStatus.Pending })
            _exitSignal = Write(_exitSignal with { ExecutionStatus = SignalStatus.Executed });
        if (_context.Position is null)
        {
            Leave(_books.IsEnding ? Trigger.PositionGone : Trigger.ClosedWhole, ExitReason);
        }
        else if (order.IsClosed && order == _close)
        {
            // The entry filled further while the close was under way, or one order was not enough: what is left is closed too.
            SendClose(null, _exitSignal?.SignalId);
        }
    }

    private void OnEntryEnded(TrackedOrder order)
    {
        _books.Ledger.Reserve(_instance.SymbolIndex, 0);
        if (IsLeaving)
            Leave(Trigger.PositionGone, _leavingFor!);
        if (_instance.State != MachineState.EntryEvaluation)
            return;
        var isRejected = order.Record.Status == OrderStatus.Rejected;
        var reason = isRejected ? Reasons.EntryRejected : Reasons.EntryExpired;
        _entrySignal = Write(_entrySignal with
        {
            ExecutionStatus = isRejected ? SignalStatus.Rejected : SignalStatus.Cancelled,
            RejectionReason = reason,
        });
        _instance.Move(Trigger.EntryEnded, reason);
    }

    private void OnCloseEnded(TrackedOrder order)
    {
        switch (_instance.State)
        {
            case MachineState.CloseOrderEvaluation:
                _instance.Move(Trigger.CloseEnded, order.Record.Status switch
                {
                    OrderStatus.Rejected => Reasons.CloseRejected,
                    OrderStatus.Expired => Reasons.CloseExpired,
                    _ => Reasons.CloseCancelled,
                });
                break;
            case MachineState.EmergencyExit:
                var wait = _closeRetry.Schedule(_books.Now);
                _books.Effects.Add(new Alert
                {
                    Severity = AlertSeverity.Critical,
                    Rule = "emergency_close_rejected",
                    StrategyName = Strategy.Name,
                    Symbol = Instrument.Symbol,
                    Text = $"Emergency close {order.Record.OrderId} was not filled ({order.Record.RejectionReason ?? Names.Of(order.Record.Status)}); sent again in {wait} s.",
                    RaisedAt = _books.Now,
                });
                break;
        }
    }

    /// <summary>The position is flat: the round is over, or waits for its entry to end first, whose fills may still be on their way.</summary>
    private void Leave(Trigger trigger, string reason)
    {
        if (_entry is { IsClosed: false } && !_books.IsEnding)
        {
            _books.Cancel(_entry);
            _leavingFor ??= reason;
            return;
        }

        var (why, how) = _leavingFor is { } waitedFor ? (waitedFor, Trigger.PositionGone) : (reason, trigger);
        _leavingFor = null;
        WriteTrade(why);
        _instance.Move(how, why);
    }

    private void WriteTrade(string reason)
    {
        var position = _books.Ledger.Positions[_instance.SymbolIndex]!;
        _books.Effects.Add(position.ToTrade(_books.NextTradeId(), _books.Now, reason));
        _books.Ledger.Close(_instance.SymbolIndex);
        _context.Position = null;
    }

    private void SendClose(decimal? limitPrice, long? signalId)
    {
        var position = OpenPosition!.View;
        var side = position.Side == PositionSide.Long ? Side.Sell : Side.Buy;
        // What one order cannot close, OnCloseFilled closes next.
        var quantity = Instrument.MaxQuantity is { } most ? Math.Min(position.Quantity, Rounding.Down(most, Instrument.QuantityStep)) : position.Quantity;
        var request = NewRequest(position.Side, side, quantity, limitPrice, reduceOnly: true);
        _close = _books.Send(_books.Risk.ApproveExit(request), _instance, signalId);
    }

    /// <summary>Last price moved by the risk adjustment: up for a long, down for a short, on the tick grid away from the market.</summary>
    private decimal CloseLimitPrice()
    {
        var curve = Strategy.RiskAdjustment?.ClosePriceAdjustmentPct;
        var value = _riskIndicator?.Value ?? double.NaN;
        var adjustment = curve is null || !double.IsFinite(value) ? 0m : (decimal)curve.At(value) / 100m;
        return _context.SignalSide == PositionSide.Long
            ? Rounding.AwayFromMarket(LastPrice * (1m + adjustment), Side.Sell, Instrument.PriceTick)
            : Rounding.AwayFromMarket(LastPrice * (1m - adjustment), Side.Buy, Instrument.PriceTick);
    }

    private OrderRequest NewRequest(PositionSide positionSide, Side side, decimal quantity, decimal? limitPrice, bool reduceOnly) => new()
    {
        ClientOrderId = _books.NextOrderId,
        StrategyName = Strategy.Name,
        Symbol = Instrument.Symbol,
        SymbolIndex = _instance.SymbolIndex,
        Side = side,
        PositionSide = positionSide,
        Quantity = quantity,
        LimitPrice = limitPrice,
        ReduceOnly = reduceOnly,
        Leverage = Strategy.Limits.Leverage,
        ExpiresAt = limitPrice is null ? null : _books.Now.Plus(Timestamp.DurationOf(Strategy.Limits.OrderTimeoutSeconds)),
        CreatedAt = _books.Now,
        LastPrice = LastPrice,
    };

    private Signal NewSignal(SectionKind type, SignalAction action, double? confidence, SectionRunner? section) => new()
    {
        SignalId = _books.NextSignalId(),
        StrategyName = Strategy.Name,
        Symbol = Instrument.Symbol,
        SignalType = type,
        Action = action,
        Confidence = confidence,
        IndicatorValues = section?.ValuesAsJson() ?? "{}",
        ExecutionStatus = SignalStatus.Pending,
        Time = _books.Now,
    };

    private Signal Write(Signal signal)
    {
        _books.Effects.Add(signal);
        return signal;
    }
}
