using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Reconciliation;

namespace PluginTrading.Service.Sessions;

/// <summary>
/// Where a session begins: new, or at the end of its journal. Resuming is running the journal again, so that every state machine, slot, lock, cooldown,
/// order and position is where it was; a journal that the present code would not have written is refused.
/// </summary>
internal sealed class SessionStart : IReplayObserver
{
    private readonly List<object> _told = [];
    private readonly Timestamp?[] _lastEvents;
    private readonly IReadOnlyList<ISessionSink> _sinks;
    private readonly long _storedSequence;
    private int _epochs;

    private SessionStart(SessionPlan plan, SessionCore core, string key, IReadOnlyList<ISessionSink> sinks, long storedSequence)
    {
        Core = core;
        OrderIdStem = plan.Execution is null ? key + "-" : "";
        _lastEvents = new Timestamp?[plan.Settings.Instruments.Count];
        _sinks = sinks;
        _storedSequence = storedSequence;
    }

    public SessionCore Core { get; }

    public JournalWriter Journal { get; private set; } = null!;

    /// <summary>Whether the engine was started before.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Time of the journal's last input.</summary>
    public Timestamp Time { get; private set; }

    /// <summary>The command that this process begins with; its time is that of its first input.</summary>
    public BeginEpoch Epoch => new() { Time = Time, Epoch = _epochs + 1, OrderIdPrefix = OrderIdStem.Length == 0 ? "" : FormattableString.Invariant($"{OrderIdStem}{_epochs + 1}-") };

    /// <summary>What every client order id of the session begins with; empty where orders are simulated.</summary>
    public string OrderIdStem { get; }

    /// <summary>What of the account's balance is not the session's, quote currency.</summary>
    public decimal OutsideBalance { get; private init; }

    /// <summary>The level before stopping changed it; <see langword="null"/> when the session was not stopped.</summary>
    public TradingLevel? LevelBeforeStop { get; private set; }

    /// <summary>Time of the session's first input; <see langword="null"/> before there was one.</summary>
    public Timestamp? Since { get; private set; }

    /// <summary>Strategies that are not those with which the session began; they decide as before up to the journal's end.</summary>
    public IReadOnlyList<ChangedStrategy> ChangedStrategies { get; private init; } = [];

    /// <summary>Market events handled before.</summary>
    public long Events { get; private set; }

    /// <summary>Time of each symbol's last event.</summary>
    public IReadOnlyList<Timestamp?> LastEvents => _lastEvents;

    /// <summary>A new session.</summary>
    /// <exception cref="JournalException">The journal could not be made.</exception>
    public static SessionStart New(SessionPlan plan, ComponentCatalog catalog, SessionFolder folder, JournalHeader header) =>
        new(plan, new SessionCore(plan.Settings, catalog, plan.Execution), folder.Key, [], 0)
        {
            Journal = JournalWriter.Create(folder.Journal, header),
            OutsideBalance = header.OutsideBalance,
        };

    /// <summary>A session from its journal.</summary>
    /// <param name="plan">What runs, as it was.</param>
    /// <param name="catalog">Where indicators come from.</param>
    /// <param name="folder">Where the journal is.</param>
    /// <param name="sinks">Told again what is behind <paramref name="storedSequence"/>.</param>
    /// <param name="storedSequence">Last input whose effects are stored.</param>
    /// <exception cref="JournalException">The journal is damaged, or the present code decides otherwise than it says.</exception>
    public static SessionStart Resume(SessionPlan plan, ComponentCatalog catalog, SessionFolder folder, IReadOnlyList<ISessionSink> sinks, long storedSequence)
    {
        var (start, length, sequence, unrecorded) = Read(plan, catalog, folder, sinks, storedSequence);
        start.Journal = JournalWriter.Continue(folder.Journal, length, sequence);
        foreach (var decision in unrecorded)
            start.Journal.Append(decision);
        return start;
    }

    /// <summary>Where a session is by its journal, which is only read.</summary>
    /// <exception cref="JournalException">As for <see cref="Resume"/>.</exception>
    public static SessionStart Look(SessionPlan plan, ComponentCatalog catalog, SessionFolder folder) => Read(plan, catalog, folder, [], long.MaxValue).Start;

    private static (SessionStart Start, long Length, long Sequence, IReadOnlyList<Decision> Unrecorded) Read(
        SessionPlan plan, ComponentCatalog catalog, SessionFolder folder, IReadOnlyList<ISessionSink> sinks, long storedSequence)
    {
        using var journal = JournalReader.Open(folder.Journal);
        var start = new SessionStart(plan, new SessionCore(plan.Settings, catalog, plan.Execution), folder.Key, sinks, storedSequence)
        {
            OutsideBalance = journal.Header.OutsideBalance,
            ChangedStrategies = StrategyDigests.Changed(journal.Header, plan.Document),
        };
        var replay = new JournalReplay(start.Core);
        if (replay.Run(journal, start, CancellationToken.None) is { } difference)
        {
            throw new JournalException(
                folder.Journal,
                $"the session cannot be resumed: its strategies decide otherwise than they did. First difference at input {difference.Sequence}, {difference.Kind} of "
                + $"{difference.StrategyName} on {difference.Symbol} {difference.Section}, field {difference.Field}: recorded {difference.Recorded ?? "nothing"}, now {difference.Replayed ?? "nothing"}. "
                + "Put the strategies and plugins back as they were, or stop this session and start a new one.");
        }

        if (replay.IsFinished)
            throw new JournalException(folder.Journal, "the session came to the end of its data; it cannot be resumed. Start a new one.");
        start.IsStarted = replay.IsStarted;
        start.Time = replay.Time;
        return (start, journal.Length, journal.Sequence, replay.Unrecorded);
    }

    /// <summary>Tells the account what the venue had said and what was asked of it, in order.</summary>
    public void Restore(SessionAccount account)
    {
        foreach (var told in _told)
        {
            switch (told)
            {
                case SubmitOrder submit:
                    account.Desk.Restore(submit.Order.Request);
                    break;
                case CancelOrder cancel:
                    account.Desk.RestoreCancel(cancel.ClientOrderId);
                    break;
                case Sdk.Orders.VenueEvent venue:
                    account.Restore(venue);
                    break;
                case EngineCommand command:
                    account.Restore(command);
                    break;
            }
        }

        _told.Clear();
    }

    public void OnInput(JournalInput input, IReadOnlyList<EngineEffect> effects)
    {
        switch (input)
        {
            case MarketInput market:
                Events++;
                _lastEvents[market.Event.SymbolIndex] = market.Event.Time;
                break;
            case VenueInput venue:
                _told.Add(venue.Event);
                break;
            case CommandInput { Command: BeginEpoch epoch }:
                _epochs = epoch.Epoch;
                Since ??= epoch.Time;
                break;
            case CommandInput { Command: FreezeSymbol freeze }:
                _told.Add(freeze);
                break;
        }

        foreach (var effect in effects)
        {
            if (effect is SubmitOrder or CancelOrder)
                _told.Add(effect);
            if (effect is LevelChanged level)
                LevelBeforeStop = level.By == SessionStop.Name ? LevelBeforeStop ?? level.From : null;
        }

        if (effects.Count > 0 && input.Sequence > _storedSequence)
        {
            var copy = effects.ToArray();
            foreach (var sink in _sinks)
                sink.Take(input.Sequence, copy);
        }
    }
}
