using PluginTrading.Engine;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Market;
using PluginTrading.Service.Reconciliation;

namespace PluginTrading.Service.Sessions;

/// <summary>
/// One paper or live session at run time. One thread takes inputs from the inbox in order: each is journaled, handled by the engine, and what it brought
/// about is made durable before an order leaves or anyone is told. Everything slow runs beside it.
/// </summary>
public sealed class SessionRunner : IEffectObserver, IInputs, IAsyncDisposable
{
    private readonly SessionPlan _plan;
    private readonly SessionServices _services;
    private readonly SessionCore _core;
    private readonly JournalWriter _journal;
    private readonly Inbox _inbox = new();
    private readonly MarketTime _time;
    private readonly FeedWatch _watch;
    private readonly SessionAccount? _account;
    private readonly IExchangeAccount? _exchangeAccount;
    private readonly MarketConnection? _market;
    private readonly List<EngineEffect> _effects = [];
    private readonly List<object> _beforeStart = [];
    private readonly BeginEpoch _epoch;
    private readonly SessionStop _stop;
    private readonly Timestamp? _since;
    private readonly IReadOnlyList<ChangedStrategy> _changedStrategies;
    private long _events;
    private bool _isStarted;
    private bool _isBegun;

    internal SessionRunner(SessionPlan plan, SessionServices services, SessionStart start)
    {
        _plan = plan;
        _services = services;
        _core = start.Core;
        _journal = start.Journal;
        _isStarted = start.IsStarted;
        _events = start.Events;
        _epoch = start.Epoch;
        _since = start.Since;
        _changedStrategies = start.ChangedStrategies;
        _time = new MarketTime(services.Time);
        if (start.IsStarted)
            _time.Advance(start.Time);
        _stop = new SessionStop(_core.Engine, services.Time, start.LevelBeforeStop);
        _watch = new FeedWatch(plan.Settings.Instruments.Count, plan.Supervision, services.Time);
        if (plan.Exchange is { } exchange)
            _market = new MarketConnection(exchange, plan.Settings.Instruments, _inbox, text => services.Log(AlertSeverity.Warning, text));
        if (plan.Execution is null)
        {
            _exchangeAccount = plan.Exchange!.OpenAccount(plan.Settings.Instruments, new AccountSink(_inbox.Post));
            _account = new SessionAccount(plan, _exchangeAccount, _core, start.OrderIdStem, start.OutsideBalance, services.Time, _inbox.Post, services.Reach);
            start.Restore(_account);
        }

        for (var i = 0; i < start.LastEvents.Count; i++)
        {
            if (start.LastEvents[i] is { } last)
                _market?.ContinueFrom(i, last);
        }
    }

    /// <summary>Inputs in the journal so far.</summary>
    public long Inputs => _journal.Sequence;

    /// <summary>Time of the last input.</summary>
    public Timestamp Time => _time.Last;

    /// <summary>Balance, positions and machines; to be read on the session's thread or after its end.</summary>
    public TradingEngine Engine => _core.Engine;

    /// <summary>Asks for a command to be handled; from any thread.</summary>
    /// <param name="command">Makes the command for the time at which it is handled.</param>
    /// <param name="done">Called on the session's thread once it is journaled and handled.</param>
    public void Request(Func<Timestamp, EngineCommand> command, Action? done = null) => _inbox.Post(new Request(command, done));

    /// <summary>Asks for the session to stop; from any thread.</summary>
    public void RequestStop(StopMode mode) => _inbox.Post(new StopRequest(mode));

    /// <summary>Runs until the session is stopped, its recorded data end, or something fails.</summary>
    /// <param name="cancellationToken">Ends it at once: what is open stays as it is, to be resumed.</param>
    /// <exception cref="JournalException">The journal could not be written: nothing more may be decided.</exception>
    /// <exception cref="SectionException">A strategy's or plugin's code threw.</exception>
    public async Task<SessionEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_exchangeAccount is not null)
            await _exchangeAccount.PrepareAsync(Leverage(), cancellationToken).ConfigureAwait(false);
        List<Task> beside = [Beside(MarketAsync(running.Token)), Beside(TickAsync(running.Token))];
        if (_exchangeAccount is not null)
            beside.Add(Beside(_exchangeAccount.RunAsync(running.Token)));
        try
        {
            await ReadAsync(running.Token).ConfigureAwait(false);
        }
        finally
        {
            await running.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(beside).ConfigureAwait(false);
        }

        return new SessionEnd { Time = _time.Last, Inputs = _journal.Sequence, Events = _events, Balance = _core.Engine.Balance, Equity = _core.Engine.Equity, IsStopped = _stop.IsDone };
    }

    public void OnEffect(EngineEffect effect) => _effects.Add(effect);

    void IInputs.Feed(VenueEvent told)
    {
        var timed = told with { Time = _time.AdvanceTold(told.Time) };
        var name = told.GetType().Name;
        _services.Reach($"before_journal {name}");
        var sequence = _journal.Append(timed);
        _services.Reach($"after_journal {name}");
        _core.Handle(timed, this);
        _services.Reach($"after_handle {name}");
        AfterInput(sequence);
    }

    void IInputs.Feed(EngineCommand command)
    {
        var sequence = _journal.Append(command);
        _core.Handle(command, this);
        AfterInput(sequence);
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
            await _account.Desk.DisposeAsync().ConfigureAwait(false);
        if (_exchangeAccount is not null)
            await _exchangeAccount.DisposeAsync().ConfigureAwait(false);
        _journal.Dispose();
        _inbox.Dispose();
    }

    /// <summary>Lets go of everything as a killed process does: what is not in the journal's file is lost.</summary>
    internal async Task AbandonAsync()
    {
        _journal.Abandon();
        if (_account is not null)
            await _account.Desk.DisposeAsync().ConfigureAwait(false);
        if (_exchangeAccount is not null)
            await _exchangeAccount.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in _inbox.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (item.Message is null)
                {
                    _inbox.Release();
                    Handle(item.Market);
                }
                else if (!Handle(item.Message))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped from outside: what is open stays as it is.
        }
    }

    private void Handle(MarketEvent e)
    {
        var time = _time.Advance(e.Time);
        if (!_isBegun)
            Begin(time);
        _events++;
        _watch.Heard(e.SymbolIndex, e.Kind, e.Time);
        var timed = time == e.Time ? e : MarketTime.At(in e, time);
        var sequence = _journal.Append(in timed);
        _services.Candles?.Add(in timed);
        _core.Handle(in timed, this);
        if (_effects.Count > 0)
            AfterInput(sequence);
    }

    /// <returns>Whether the session goes on.</returns>
    private bool Handle(object message)
    {
        if (message is Fault fault)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault.Exception);
        if (!_isBegun)
        {
            // Before the first market event there is no time to handle anything at.
            if (_isStarted)
                Begin(_time.Last);
            else
                return KeepForLater(message);
        }

        switch (message)
        {
            case Tick:
                OnTick();
                break;
            case Request request:
                ((IInputs)this).Feed(request.Command(_time.Advance(_time.Now)));
                _journal.Sync();
                request.Done?.Invoke();
                break;
            case StopRequest stop:
                _stop.Ask(stop.Mode, _time.Last, this);
                break;
            case MarketLost lost:
                _watch.Lost(lost.Cause);
                TellDataStatus();
                break;
            case MarketComplete complete:
                _watch.Complete(complete.Gaps);
                TellDataStatus();
                break;
            case MarketEnded:
                Finish();
                return false;
            default:
                if (_account?.Handle(message, _time.Last, this) != true)
                    throw new InvalidOperationException($"A message of type {message.GetType().Name} has nobody who handles it.");
                break;
        }

        return !_stop.IsOver(_account?.Desk, _plan.Settings.Instruments);
    }

    private bool KeepForLater(object message)
    {
        if (message is StopRequest or MarketEnded)
            return false;
        if (message is not Tick)
            _beforeStart.Add(message);
        return true;
    }

    /// <summary>The first input of this process: the session is started, or taken up where it was.</summary>
    private void Begin(Timestamp time)
    {
        _isBegun = true;
        IInputs inputs = this;
        var epoch = _epoch with { Time = time };
        var sequence = _journal.Append(epoch);
        if (!_isStarted)
            _core.Start(time, this);
        _isStarted = true;
        _core.Handle(epoch, this);
        AfterInput(sequence);
        foreach (var changed in _changedStrategies)
            inputs.Feed(new Announce { Time = time, Severity = AlertSeverity.Warning, Rule = "strategy_changed", Text = $"{changed}; up to here it decides as before, from here on it may not" });
        _account?.BeginAt((_since ?? time).Plus(-Timestamp.PerSecond));
        _account?.Begin(time, inputs);
        if (_market is not null)
            TellDataStatus();
        _stop.Resume(time, inputs);
        foreach (var message in _beforeStart)
            Handle(message);
        _beforeStart.Clear();
    }

    private void OnTick()
    {
        IInputs inputs = this;
        if (_market is not null)
        {
            TellDataStatus();
            inputs.Feed(new ClockTick { Time = _time.Advance(_time.AtTick(_plan.Supervision.TickSeconds)) });
            // What decided nothing survives the end of this process too.
            _journal.Flush();
        }

        _account?.Tick(_time.Last);
    }

    private void TellDataStatus()
    {
        foreach (var change in _watch.Changes(_time.Last))
            ((IInputs)this).Feed(change);
    }

    private void Finish()
    {
        var sequence = _journal.AppendFinish();
        _core.Finish(this);
        AfterInput(sequence);
        _stop.Done();
    }

    /// <summary>Makes durable what an input brought about, then tells it and carries it out.</summary>
    private void AfterInput(long sequence)
    {
        if (_effects.Count == 0)
            return;
        var effects = _effects.ToArray();
        _effects.Clear();
        foreach (var effect in effects)
        {
            if (Decision.Of(effect) is { } decision)
                _journal.Append(decision);
        }

        _services.Reach("before_sync");
        _journal.Sync();
        _services.Reach("after_sync");
        Publish(sequence, effects);
        _services.Reach("after_publish");
        if (_account is null)
            return;
        foreach (var effect in effects)
        {
            if (effect is SubmitOrder or CancelOrder)
                _services.Reach($"before_carry {effect.GetType().Name}");
            _account.Carry(effect);
        }

        _services.Reach("after_carry");
    }

    private void Publish(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        foreach (var sink in _services.Sinks)
            sink.Take(sequence, effects);
    }

    private List<int> Leverage() => [.. _plan.Settings.Instruments.Select(i => Math.Min(i.MaxLeverage, _plan.Settings.Strategies.Max(s => s.Limits.Leverage)))];

    private async Task MarketAsync(CancellationToken cancellationToken)
    {
        if (_market is not null)
        {
            await _market.RunAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var buffer = new MarketEvent[1024];
        while (await _plan.Feed!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
                await _inbox.PostAsync(buffer[i], cancellationToken).ConfigureAwait(false);
        }

        _inbox.Post(new MarketEnded());
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_plan.Supervision.TickSeconds), _services.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            _inbox.Post(new Tick());
    }

    /// <summary>A task beside the session: its fault becomes the session's.</summary>
    private async Task Beside(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session is ending.
        }
        catch (Exception exception)
        {
            // The edge of a connection: what it cannot mend itself ends the session loudly.
            _inbox.Post(new Fault(exception));
        }
    }
}
