using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Sections;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Machine;

/// <summary>
/// The state machine of one strategy on one symbol: when it moves. <see cref="StateTable"/> says where to,
/// <see cref="Round"/> does what a move brings with it.
/// </summary>
internal sealed class StrategyInstance
{
    private const double DefaultSignalCooldownSeconds = 300;
    private const double DefaultEmergencyCooldownSeconds = 1800;

    private readonly SessionBooks _books;
    private readonly SectionContext _context;
    private readonly SectionRunner _signalDetection;
    private readonly SectionRunner? _signalCancellation;
    private readonly SectionRunner _entryConditions;
    private readonly SectionRunner _closeDetection;
    private readonly SectionRunner? _emergencyExit;
    private readonly Round _round;
    private readonly long _signalTimeout;
    private readonly long _maxPositionAge;
    private Timestamp _enteredAt;
    private long _cooldown;
    private bool _signalBefore;
    private bool _holdBefore;

    public StrategyInstance(SessionBooks books, StrategyDefinition strategy, int strategyIndex, int symbolIndex, SymbolIndicators indicators)
    {
        _books = books;
        Strategy = strategy;
        StrategyIndex = strategyIndex;
        SymbolIndex = symbolIndex;
        Market = indicators.Market;
        _context = new SectionContext(strategy.Name, Market);
        SectionRunner Runner(SectionKind kind, SectionDefinition definition) => Start(strategy, kind, definition, indicators, _context);
        _signalDetection = Runner(SectionKind.S1, strategy.SignalDetection);
        _signalCancellation = strategy.SignalCancellation is { } o1 ? Runner(SectionKind.O1, o1) : null;
        _entryConditions = Runner(SectionKind.Z1, strategy.EntryConditions);
        _closeDetection = Runner(SectionKind.ZE1, strategy.CloseOrderDetection);
        _emergencyExit = strategy.EmergencyExit is { } e1 ? Runner(SectionKind.E1, e1) : null;
        _round = new Round(books, this, _context, indicators);
        _signalTimeout = Duration(strategy.Limits.SignalTimeoutSeconds);
        _maxPositionAge = Duration(strategy.Limits.MaxPositionAgeSeconds);
        TrackedReadings = [.. Sections.SelectMany(s => s.Readings).Where(r => r.KeepsPrevious)];
    }

    public StrategyDefinition Strategy { get; }

    public int StrategyIndex { get; }

    public int SymbolIndex { get; }

    public MarketView Market { get; }

    public string Symbol => Market.Instrument.Symbol;

    /// <summary>Why its position is being closed; empty while it is not.</summary>
    public string ExitReason => _round.ExitReason;

    public MachineState State { get; private set; } = MachineState.Inactive;

    /// <summary>Readings whose value at the event before is needed.</summary>
    public Reading[] TrackedReadings { get; }

    /// <summary>The section being evaluated, to name it when it throws; <see langword="null"/> between evaluations.</summary>
    public SectionKind? Evaluating { get; private set; }

    private IEnumerable<SectionRunner> Sections =>
        new[] { _signalDetection, _signalCancellation, _entryConditions, _closeDetection, _emergencyExit }.OfType<SectionRunner>();

    public void Activate() => Move(Trigger.Activated, Reasons.Activated);

    /// <summary>The signal's age begins at 0 with the event that gave the signal, after its sections were evaluated.</summary>
    public void RefreshReadings()
    {
        foreach (var reading in TrackedReadings)
            reading.Refresh();
    }

    /// <summary>One evaluation: at most one transition, except that a denied entry makes two.</summary>
    public void Evaluate()
    {
        if (_round.IsLeaving)
            return;
        switch (State)
        {
            case MachineState.Monitoring:
                EvaluateMonitoring();
                break;
            case MachineState.SignalDetected:
                EvaluateSignal();
                break;
            case MachineState.PositionActive:
                EvaluatePosition();
                break;
            case MachineState.CloseOrderEvaluation:
                TryEmergency();
                break;
            case MachineState.EmergencyExit:
                _round.RetryClose();
                break;
            case MachineState.SignalCancelled or MachineState.Exited:
                if (_books.Now.Nanoseconds - _enteredAt.Nanoseconds >= _cooldown)
                    Move(Trigger.CooldownPassed, Reasons.CooldownPassed);
                break;
        }
    }

    /// <summary>Asks for what works of its entry to be cancelled.</summary>
    public void CancelEntry() => _round.CancelEntry();

    /// <summary>Asks for its close order to be cancelled, unless it closes in an emergency.</summary>
    public void CancelClose()
    {
        if (State == MachineState.CloseOrderEvaluation)
            _round.CancelClose();
    }

    /// <summary>Closes the position at the market, if there is one.</summary>
    /// <param name="reason">Why.</param>
    public void Flatten(string reason)
    {
        if (State is MachineState.PositionActive or MachineState.CloseOrderEvaluation && !_round.IsLeaving)
            _round.Exit(Trigger.EmergencyDecided, SectionKind.E1, reason, null, null);
    }

    /// <summary>Sends a refused emergency close again whose time has come.</summary>
    public void RetryClose()
    {
        if (State == MachineState.EmergencyExit)
            _round.RetryClose();
    }

    /// <summary>A fill of one of its orders was booked.</summary>
    /// <param name="order">The order, the fill taken in.</param>
    /// <param name="isFirst">Whether it is the order's first fill.</param>
    public void OnFilled(TrackedOrder order, bool isFirst) => _round.OnFilled(order, isFirst);

    /// <summary>One of its orders ended without filling whole.</summary>
    public void OnOrderEnded(TrackedOrder order) => _round.OnOrderEnded(order);

    /// <summary>Its position was liquidated; the loss was booked.</summary>
    public void OnLiquidated() => _round.OnPositionGone(Reasons.Liquidation);

    /// <summary>Its position was changed from outside; the books have it.</summary>
    public void OnAdjusted() => _round.OnAdjusted();

    /// <summary>The data ended: cancels what works and closes what is open.</summary>
    public void WindUp() => _round.WindUp();

    public override string ToString() => $"{Strategy.Name} on {Symbol}";

    private static SectionRunner Start(StrategyDefinition strategy, SectionKind kind, SectionDefinition definition, SymbolIndicators indicators, SectionContext context)
    {
        try
        {
            return new SectionRunner(kind, definition, indicators, context);
        }
        catch (Exception exception) when (definition is CodeSection)
        {
            throw new SectionException($"section {kind} of strategy '{strategy.Name}'", indicators.Market.Instrument.Symbol, exception);
        }
    }

    /// <summary>Makes one transition and what it always brings: the record, the cooldown, the release of slot and lock.</summary>
    internal void Move(Trigger trigger, string reason, SectionRunner? section = null, double? confidence = null)
    {
        var next = StateTable.Next(State, trigger)
            ?? throw new InvalidOperationException($"{this} is {Names.Of(State)}, where {trigger} ({reason}) leads nowhere.");
        _books.Effects.Add(new Transition
        {
            Time = _books.Now,
            StrategyName = Strategy.Name,
            Symbol = Symbol,
            FromState = State,
            ToState = next,
            Section = section?.Kind,
            Reason = reason,
            Confidence = confidence,
            IndicatorValues = section?.ValuesAsJson() ?? "{}",
        });
        State = next;
        _enteredAt = _books.Now;
        if (next is MachineState.SignalCancelled or MachineState.Exited)
        {
            _books.Slots.Release(this);
            _context.SignalTime = null;
            _context.SignalSide = null;
            _cooldown = CooldownAfter(reason);
        }
        else if (next == MachineState.Monitoring)
        {
            _signalBefore = false;
            _holdBefore = false;
        }
    }

    private void EvaluateMonitoring()
    {
        var result = Evaluate(_signalDetection);
        if (result.IsTrue)
        {
            var side = SideOf(result);
            var obstacle = Obstacle(side);
            if (obstacle is null)
                _round.Begin(side, result.Confidence, _signalDetection);
            else if (!_signalBefore)
                _round.RecordRejected(side, result.Confidence, _signalDetection, obstacle);
        }
        else if (result.IsHold && !_holdBefore)
        {
            _round.RecordHold(result.Confidence, _signalDetection);
        }

        // A transition has already set both for the state it led to.
        if (State == MachineState.Monitoring)
        {
            _signalBefore = result.IsTrue;
            _holdBefore = result.IsHold;
        }
    }

    private PositionSide SideOf(SectionResult result) => result.PositionSide ?? Strategy.Direction switch
    {
        Direction.Long => PositionSide.Long,
        Direction.Short => PositionSide.Short,
        _ => throw new InvalidOperationException("The strategy's direction is BOTH, so signal detection must name the side of each signal: return SectionResult.Signal(side)."),
    };

    /// <summary>The first reason why a signal may not be accepted, or <see langword="null"/>.</summary>
    private string? Obstacle(PositionSide side)
    {
        if (!_books.Slots.HasFreeSlot)
            return Reasons.NoSlot;
        if (_books.Slots.IsLocked(SymbolIndex))
            return Reasons.SymbolLocked;
        return Allows(Strategy.Direction, side) && Allows(_books.Settings.Direction, side) ? _books.Gate.Obstacle(SymbolIndex) : Reasons.DirectionNotAllowed;
    }

    private static bool Allows(Direction direction, PositionSide side) =>
        direction == Direction.Both || direction == (side == PositionSide.Long ? Direction.Long : Direction.Short);

    private void EvaluateSignal()
    {
        if (_signalCancellation is not null && Evaluate(_signalCancellation) is { IsTrue: true } cancellation)
            _round.CancelSignal(Reasons.CancelConditions, _signalCancellation, cancellation.Confidence);
        else if (_books.Now.Nanoseconds - _context.SignalTime!.Value.Nanoseconds > _signalTimeout)
            _round.CancelSignal(Reasons.SignalTimeout, null, null);
        else if (_books.Gate.IsOpen(SymbolIndex) && Evaluate(_entryConditions) is { IsTrue: true } entry)
            _round.Enter(_entryConditions, entry.Confidence);
    }

    private void EvaluatePosition()
    {
        if (TryEmergency())
            return;
        var limits = Strategy.Limits;
        if (limits.TakeProfitPct is { } target && Comparison.IsAtLeast(_context.UnrealizedPnlPct, target))
            _round.Exit(Trigger.CloseDecided, SectionKind.ZE1, Reasons.TakeProfit, null, null);
        else if (Evaluate(_closeDetection) is { IsTrue: true } close)
            _round.Exit(Trigger.CloseDecided, SectionKind.ZE1, Reasons.CloseConditions, _closeDetection, close.Confidence);
        else if (_books.Now.Nanoseconds - _context.Position!.OpenedAt.Nanoseconds > _maxPositionAge)
            _round.Exit(Trigger.CloseDecided, SectionKind.ZE1, Reasons.MaxPositionAge, null, null);
    }

    /// <summary>Stop loss, then E1.</summary>
    private bool TryEmergency()
    {
        if (Strategy.Limits.StopLossPct is { } stop && Comparison.IsAtMost(_context.UnrealizedPnlPct, -stop))
        {
            _round.Exit(Trigger.EmergencyDecided, SectionKind.E1, Reasons.StopLoss, null, null);
            return true;
        }

        if (_emergencyExit is not null && Evaluate(_emergencyExit) is { IsTrue: true } emergency)
        {
            _round.Exit(Trigger.EmergencyDecided, SectionKind.E1, Reasons.EmergencyExit, _emergencyExit, emergency.Confidence);
            return true;
        }

        return false;
    }

    private SectionResult Evaluate(SectionRunner section)
    {
        Evaluating = section.Kind;
        var result = section.Evaluate();
        Evaluating = null;
        return result;
    }

    private long CooldownAfter(string reason) => Timestamp.DurationOf(State == MachineState.SignalCancelled
        ? Strategy.SignalCancellation?.CooldownSeconds ?? DefaultSignalCooldownSeconds
        : reason is Reasons.EmergencyExit or Reasons.StopLoss or Reasons.Liquidation or Reasons.ClosedAtExchange
            ? Strategy.EmergencyExit?.CooldownSeconds ?? DefaultEmergencyCooldownSeconds
            : Strategy.CloseOrderDetection.CooldownSeconds ?? 0);

    private static long Duration(double? seconds) => seconds is { } value ? Timestamp.DurationOf(value) : long.MaxValue;
}
