using PluginTrading.Engine;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Orders;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Reconciliation;

/// <summary>
/// The account of a live session: hands what the venue says to the order desk, compares account and session from time to time, and does what the policy
/// says about each difference. A difference of position or balance is acted upon once two comparisons in a row have found it. On the session's thread.
/// </summary>
internal sealed class SessionAccount
{
    private readonly IExchangeAccount _account;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly SupervisionSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<object> _post;
    private readonly Action<string> _reach;
    private readonly TradingEngine _engine;
    private readonly string _orderIdStem;
    private readonly decimal _outsideBalance;
    private readonly bool[] _isFrozen;
    private readonly HashSet<string> _fundingIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toldForeignOrders = new(StringComparer.Ordinal);
    private List<Difference> _before = [];
    private Timestamp _since;
    private long _version;
    private long _comparedAt;
    private bool _isComparing;
    private bool _isConnected;
    private bool? _isReconciled;
    private string? _toldFailure;

    public SessionAccount(SessionPlan plan, IExchangeAccount account, SessionCore core, string orderIdStem, decimal outsideBalance, TimeProvider time, Action<object> post, Action<string> reach)
    {
        _account = account;
        _instruments = plan.Settings.Instruments;
        _settings = plan.Supervision;
        _time = time;
        _post = post;
        _reach = reach;
        _engine = core.Engine;
        _orderIdStem = orderIdStem;
        _outsideBalance = outsideBalance;
        _isFrozen = new bool[_instruments.Count];
        Desk = new OrderDesk(account, _instruments.Count, post, plan.Supervision, time, reach);
    }

    public OrderDesk Desk { get; }

    /// <summary>What the last comparison found.</summary>
    public IReadOnlyList<Difference> Differences => _before;

    /// <summary>Before this nothing of the session happened at the venue.</summary>
    public void BeginAt(Timestamp time) => _since = time;

    /// <summary>The session was taken up: no entries before the account was compared.</summary>
    public void Begin(Timestamp now, IInputs session)
    {
        SetReconciled(false, "the account was not compared yet", now, session);
        Desk.Resume();
    }

    /// <summary>Takes from the journal what this class has to know after a restart.</summary>
    public void Restore(VenueEvent told)
    {
        Desk.Restore(told);
        if (told is FundingPaid { FundingId: { } id })
            _fundingIds.Add(id);
    }

    /// <summary>Takes from the journal which symbols are frozen.</summary>
    public void Restore(EngineCommand command)
    {
        if (command is FreezeSymbol freeze)
            _isFrozen[freeze.SymbolIndex] = freeze.IsFrozen;
    }

    /// <summary>Carries out what the engine asked for.</summary>
    public void Carry(EngineEffect effect)
    {
        switch (effect)
        {
            case SubmitOrder submit:
                _version++;
                Desk.Send(submit.Order);
                break;
            case CancelOrder cancel:
                _version++;
                Desk.Cancel(cancel.ClientOrderId);
                break;
        }
    }

    /// <summary>Handles a message of the account.</summary>
    /// <param name="message">From the account's sink, the desk or a comparison.</param>
    /// <param name="now">The session's time.</param>
    /// <param name="session">Takes what follows for the engine.</param>
    /// <returns>Whether it was such a message.</returns>
    public bool Handle(object message, Timestamp now, IInputs session)
    {
        switch (message)
        {
            case OrderReport order:
                _version++;
                Feed(Desk.Take(order), session);
                // The venue refused to shrink a position: perhaps it is not what we believe it to be.
                if (order is { Status: OrderStatus.Rejected, ReduceOnly: true })
                    _comparedAt = 0;
                break;
            case FillReport fill:
                _version++;
                Feed(Desk.Take(fill), session);
                break;
            case PositionReport or WalletReport:
                _version++;
                break;
            case OrderSent sent:
                Desk.Take(sent);
                break;
            case OrderNotFound notFound:
                Feed(Desk.Take(notFound, now), session);
                break;
            case AskFailed failed:
                Desk.Take(failed);
                break;
            case CancelFailed failed:
                Desk.Take(failed);
                break;
            case AccountConnected:
                _isConnected = true;
                _comparedAt = 0;
                break;
            case AccountLost lost:
                _isConnected = false;
                SetReconciled(false, lost.Cause, now, session);
                break;
            case AccountSnapshot snapshot:
                _isComparing = false;
                _toldFailure = null;
                Take(snapshot, now, session);
                break;
            case SnapshotFailed failed:
                _isComparing = false;
                SetReconciled(false, failed.Cause, now, session);
                if (failed.Cause != _toldFailure)
                    Tell(AlertSeverity.Warning, "account_not_compared", null, $"the account could not be compared, so there are no entries: {failed.Cause}", now, session);
                _toldFailure = failed.Cause;
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Time passed: orders are looked after and the account is compared when it is due.</summary>
    public void Tick(Timestamp now)
    {
        Desk.Tick(now);
        var isDue = _comparedAt == 0 || _time.GetElapsedTime(_comparedAt).TotalSeconds >= (_before.Count > 0 || _isReconciled is not true ? _settings.TickSeconds : _settings.ReconcileEverySeconds);
        if (_isComparing || !isDue)
            return;
        _isComparing = true;
        _comparedAt = _time.GetTimestamp();
        var (version, since) = (_version, FillsSince(now));
        _ = Task.Run(async () =>
        {
            try
            {
                _post(await AccountReader.ReadAsync(_account, _instruments, since, version, CancellationToken.None).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is ExchangeException or OperationCanceledException or ObjectDisposedException)
            {
                _post(new SnapshotFailed(exception.Message));
            }
            catch (Exception exception)
            {
                _post(new Fault(exception));
            }
        });
    }

    /// <summary>Compares without doing anything.</summary>
    public List<Difference> Compare(AccountSnapshot snapshot, bool isCurrent) => Comparison.Run(snapshot, View(), isCurrent);

    /// <summary>Far enough back to hold every fill that an open order or position can still be about.</summary>
    public Timestamp FillsSince(Timestamp now)
    {
        var oldest = now.Plus(-120 * Timestamp.PerSecond);
        foreach (var order in Desk.Open)
            oldest = order.Request.CreatedAt < oldest ? order.Request.CreatedAt : oldest;
        for (var i = 0; i < _instruments.Count; i++)
            oldest = _engine.PositionOn(i) is not null && Desk.EntrySentAt(i) < oldest ? Desk.EntrySentAt(i) : oldest;
        return oldest < _since ? _since : oldest;
    }

    private SessionView View() => new()
    {
        Instruments = _instruments,
        Positions = [.. Enumerable.Range(0, _instruments.Count).Select(_engine.PositionOn)],
        Desk = Desk,
        OrderIdStem = _orderIdStem,
        ExpectedBalance = _engine.Balance + _outsideBalance,
        IsFrozen = _isFrozen,
        FundingIds = _fundingIds,
        Since = _since,
        Settings = _settings,
    };

    private void Take(AccountSnapshot snapshot, Timestamp now, IInputs session)
    {
        _reach("before_reconcile");
        var differences = Compare(snapshot, snapshot.Version == _version);
        differences.RemoveAll(d => d.Action == DifferenceAction.Leave && !_toldForeignOrders.Add(d.Text));
        foreach (var difference in differences)
        {
            var isConfirmed = difference.Kind is DifferenceKind.MissedFill or DifferenceKind.MissedFunding or DifferenceKind.OrderMissing || _before.Exists(difference.IsSameAs);
            if (isConfirmed || difference.Action == DifferenceAction.Leave)
                Act(difference, now, session);
        }

        _before = differences;
        _reach("after_reconcile");
        var isReconciled = _isConnected && snapshot.Version == _version && !differences.Exists(d => d.Action is not (DifferenceAction.Leave or DifferenceAction.Freeze or DifferenceAction.Release));
        if (isReconciled || _isReconciled is not true)
            SetReconciled(isReconciled, isReconciled ? "" : differences.Count > 0 ? differences[0].Text : "orders are under way", now, session);
    }

    private void Act(Difference difference, Timestamp now, IInputs session)
    {
        switch (difference.Source)
        {
            case FillReport { IsLiquidation: true } fill when difference.Kind == DifferenceKind.Liquidated:
                var liquidated = IndexOf(difference.Symbol!);
                TakeOutside(new PositionLiquidated { Time = fill.Time, SymbolIndex = liquidated, FillId = fill.FillId, Price = fill.Price, Loss = _engine.MarginOn(liquidated) }, session);
                break;
            case FillReport fill:
                Feed(Desk.Take(fill), session);
                break;
            case FundingReport funding:
                _fundingIds.Add(funding.FundingId);
                session.Feed(new FundingPaid { Time = funding.Time, SymbolIndex = IndexOf(funding.Symbol), Amount = funding.Amount, Rate = funding.Rate, FundingId = funding.FundingId });
                break;
            case PositionAdjusted adjusted:
                TakeOutside(adjusted.Price > 0 ? adjusted : adjusted with { Price = _engine.LastPriceOf(adjusted.SymbolIndex) }, session);
                break;
            case OrderReport order when difference.Kind == DifferenceKind.OrphanOrder:
                Tell(AlertSeverity.Critical, "orphan_order", order.Symbol, difference.Text + "; it is cancelled", now, session);
                Desk.CancelOrphan(order);
                break;
            case OrderReport order:
                Tell(AlertSeverity.Warning, "foreign_order", order.Symbol, difference.Text + "; it is left alone", now, session);
                break;
            case DeskOrder missing:
                missing.LastHeard = long.MinValue / 2;
                break;
            case PositionReport foreign:
                Freeze(IndexOf(foreign.Symbol), true, difference.Text, now, session);
                break;
            default:
                if (difference.Kind == DifferenceKind.ForeignPositionGone)
                    Freeze(IndexOf(difference.Symbol!), false, "", now, session);
                else if (difference.Kind == DifferenceKind.Balance)
                    session.Feed(new BalanceAdjusted { Time = now, Amount = difference.Amount, Cause = difference.Text });
                break;
        }
    }

    private static void Tell(AlertSeverity severity, string rule, string? symbol, string text, Timestamp now, IInputs session) =>
        session.Feed(new Announce { Time = now, Severity = severity, Rule = rule, Symbol = symbol, Text = text });

    private void TakeOutside(VenueEvent told, IInputs session)
    {
        Desk.TakeOutside(told);
        session.Feed(told);
    }

    private void Freeze(int index, bool isFrozen, string cause, Timestamp now, IInputs session)
    {
        _isFrozen[index] = isFrozen;
        session.Feed(new FreezeSymbol { Time = now, SymbolIndex = index, IsFrozen = isFrozen, Cause = cause });
    }

    private void SetReconciled(bool isReconciled, string cause, Timestamp now, IInputs session)
    {
        if (_isReconciled == isReconciled)
            return;
        _isReconciled = isReconciled;
        session.Feed(new ChangeAccountStatus { Time = now, IsReconciled = isReconciled, Cause = cause });
    }

    private static void Feed(IReadOnlyList<VenueEvent> story, IInputs session)
    {
        // A copy: handling an event may make the desk tell another story.
        foreach (var told in story.ToArray())
            session.Feed(told);
    }

    private int IndexOf(string symbol)
    {
        for (var i = 0; i < _instruments.Count; i++)
        {
            if (_instruments[i].Symbol == symbol)
                return i;
        }

        throw new InvalidOperationException($"{symbol} is not of this session.");
    }
}
