using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Machine;
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
    private readonly VenueAnswers _answers;
    private readonly MoneyRecords _records;
    private readonly SymbolDesk[] _symbols;
    private readonly StrategyInstance[] _instances;
    private readonly bool _hasDrawdownLimit;
    private readonly bool _flattensOnDailyLoss;
    private bool _isDailyLossOver;
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
        _records = new MoneyRecords(_books, markets);
        _answers = new VenueAnswers(_books, _equityCurve, _records);
        _flattensOnDailyLoss = settings.Risk is { FlattenOnMaxDailyLoss: true, MaxDailyLoss: not null };
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
            _answers.Handle(answer);
        symbol.Update(in e);
        if (_hasDrawdownLimit)
            CheckDrawdown(e.Time);
        if (_flattensOnDailyLoss)
            CheckDailyLoss(e.Time);
        if (_books.Gate.Level == TradingLevel.Flatten)
            symbol.Flatten();
        symbol.Evaluate();
    }

    /// <summary>Handles something that the venue says between market events.</summary>
    public void Process(VenueEvent answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        BeginEvent(answer.Time);
        _answers.Handle(answer);
    }

    /// <summary>Handles what an operator, the host or the clock says.</summary>
    public void Process(EngineCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        BeginEvent(command.Time);
        switch (command)
        {
            case BeginEpoch epoch:
                _books.OrderIdPrefix = epoch.OrderIdPrefix;
                break;
            case ClockTick:
                _records.Tick();
                foreach (var instance in _instances)
                    instance.RetryClose();
                break;
            case ChangeTradingLevel change:
                ChangeLevel(change);
                break;
            case ClosePosition close:
                _books.Slots.Holder(close.SymbolIndex)?.Flatten(Reasons.Manual);
                break;
            case ChangeDataStatus data:
                var wasFresh = _books.Gate.SetFresh(data.SymbolIndex, data.IsFresh);
                TellGate(data.IsFresh, wasFresh, "market_data", _symbols[data.SymbolIndex].Market.Instrument.Symbol, data.IsFresh ? "Market data are complete and fresh." : $"No entries: {data.Cause}.");
                break;
            case ChangeAccountStatus account:
                var wasReconciled = _books.Gate.SetReconciled(account.IsReconciled);
                TellGate(account.IsReconciled, wasReconciled, "account", null, account.IsReconciled ? "The account agrees with the venue." : $"No entries: {account.Cause}.");
                break;
            case Announce announce:
                Tell(announce.Severity, announce.Rule, announce.Symbol, announce.Text);
                break;
            case FreezeSymbol freeze:
                _books.Gate.SetFrozen(freeze.SymbolIndex, freeze.IsFrozen);
                var symbol = _symbols[freeze.SymbolIndex].Market.Instrument.Symbol;
                Tell(
                    freeze.IsFrozen ? AlertSeverity.Critical : AlertSeverity.Info, "symbol_frozen", symbol,
                    freeze.IsFrozen ? $"{freeze.Cause}; no entries on {symbol} while it is there." : $"Entries on {symbol} are let through again.");
                break;
            default:
                throw new ArgumentException($"Unknown command {command.GetType()}.", nameof(command));
        }
    }

    /// <summary>Where each enabled state machine is, in session order of strategies, then symbols.</summary>
    public IEnumerable<MachineView> Machines => _instances.Where(i => i.Strategy.Enabled).Select(i => new MachineView(i.Strategy.Name, i.Symbol, i.State));

    /// <summary>How much the session may still do.</summary>
    public TradingLevel Level => _books.Gate.Level;

    /// <summary>The open position on a symbol, or <see langword="null"/>.</summary>
    public Position? PositionOn(int symbolIndex) => _ledger.Positions[symbolIndex] is { IsFlat: false } position ? position.View : null;

    /// <summary>Initial margin of the open position on a symbol, quote currency; 0 without one.</summary>
    public decimal MarginOn(int symbolIndex) => _ledger.Positions[symbolIndex]?.InitialMargin ?? 0;

    /// <summary>Last trade price of a symbol, quote currency; 0 before the first.</summary>
    public decimal LastPriceOf(int symbolIndex) => double.IsNaN(_symbols[symbolIndex].Market.LastPrice) ? 0 : (decimal)_symbols[symbolIndex].Market.LastPrice;

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

    /// <summary>A way into entries has opened or closed; before it was ever open that is no more than information.</summary>
    private void TellGate(bool isOpen, bool wasOpen, string rule, string? symbol, string text) =>
        Tell(isOpen || !wasOpen ? AlertSeverity.Info : AlertSeverity.Warning, rule, symbol, text);

    private void Tell(AlertSeverity severity, string rule, string? symbol, string text) =>
        _books.Effects.Add(new Alert { Severity = severity, Rule = rule, Symbol = symbol, Text = text, RaisedAt = _books.Now });

    private void ChangeLevel(ChangeTradingLevel change)
    {
        var before = _books.Gate.Level;
        _books.Gate.Level = change.Level;
        if (change.Level == TradingLevel.Active)
            _books.Risk.Resume();
        _books.Effects.Add(new LevelChanged(change.Time, before, change.Level, change.By));
        foreach (var instance in _instances)
        {
            if (change.Level is TradingLevel.ReduceOnly or TradingLevel.OrdersCancelled)
                instance.CancelEntry();
            if (change.Level == TradingLevel.OrdersCancelled)
                instance.CancelClose();
            if (change.Level == TradingLevel.Flatten)
            {
                if (instance.State == MachineState.EntryEvaluation)
                    instance.CancelEntry();
                instance.Flatten(Reasons.Manual);
            }
        }
    }

    private void CheckDrawdown(Timestamp now)
    {
        var halted = _books.Risk.CheckDrawdown(now);
        if (halted is not null)
            _books.Effects.Add(halted);
        if (_books.Risk.Halt is not null && _books.Settings.Risk.FlattenOnMaxDrawdown)
            FlattenAll(isFirst: halted is not null);
    }

    private void CheckDailyLoss(Timestamp now)
    {
        var wasOver = _isDailyLossOver;
        _isDailyLossOver = -_ledger.DayResult(now) > _books.Settings.Risk.MaxDailyLoss;
        if (_isDailyLossOver)
            FlattenAll(isFirst: !wasOver);
    }

    /// <summary>A limit of the session is broken. At every event: a fill that was under way may open a position after the first.</summary>
    private void FlattenAll(bool isFirst)
    {
        foreach (var instance in _instances)
        {
            if (isFirst && instance.State == MachineState.EntryEvaluation)
                instance.CancelEntry();
            instance.Flatten(Reasons.EmergencyExit);
        }
    }
}
