using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Orders;

/// <summary>
/// The life of real orders: sends each once, takes what the venue says in any order and any number of times, and turns it into one clean story for the
/// engine. What is not known is asked for, never sent again and never called rejected before the venue has said so. Runs on the session's thread; what
/// it has to wait for runs beside it and comes back through the inbox.
/// </summary>
internal sealed class OrderDesk : IAsyncDisposable
{
    private const int NotFoundLimit = 3;

    private readonly IExchangeAccount _account;
    private readonly Action<object> _post;
    private readonly SupervisionSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<string> _reach;
    private readonly OrderWork _work;
    private readonly Dictionary<string, DeskOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _clientIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fillIds = new(StringComparer.Ordinal);
    private readonly Timestamp[] _entrySentAt;
    private readonly List<VenueEvent> _story = [];

    /// <param name="account">Where orders go.</param>
    /// <param name="symbols">How many symbols there are.</param>
    /// <param name="post">Puts an answer into the session's inbox, from any thread.</param>
    /// <param name="settings">How long to wait for what.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="reach">Told each step by name; tests end the process there.</param>
    public OrderDesk(IExchangeAccount account, int symbols, Action<object> post, SupervisionSettings settings, TimeProvider time, Action<string> reach)
    {
        _account = account;
        _post = post;
        _settings = settings;
        _time = time;
        _reach = reach;
        _entrySentAt = new Timestamp[symbols];
        _work = new OrderWork(exception => post(new Fault(exception)));
    }

    /// <summary>Orders that are not closed, in order of sending.</summary>
    public IEnumerable<DeskOrder> Open => _orders.Values;

    /// <summary>Whether an order on the symbol is in flight, unknown, or ended with fills missing.</summary>
    public bool HasUnsettled(string symbol) => _orders.Values.Any(o => o.Request.Symbol == symbol && o.IsUnsettled);

    public bool HasOpen(string symbol) => _orders.Values.Any(o => o.Request.Symbol == symbol);

    /// <summary>Whether a fill was taken in.</summary>
    public bool HasFill(string fillId) => _fillIds.Contains(fillId);

    /// <summary>Whether an order of that id was ever sent by this session.</summary>
    public bool IsOurs(string venueOrderId) => _clientIds.ContainsKey(venueOrderId);

    /// <summary>When the last entry on a symbol was decided: nothing of the position that it opened happened before.</summary>
    public Timestamp EntrySentAt(int symbolIndex) => _entrySentAt[symbolIndex];

    /// <summary>Sends an order whose intent is durable.</summary>
    public void Send(ApprovedOrder order)
    {
        var tracked = Track(order.Request);
        tracked.LastHeard = _time.GetTimestamp();
        tracked.Sending = _work.Begin(Task.CompletedTask, async stopping =>
        {
            _reach("before_submit");
            try
            {
                await _account.SubmitAsync(order, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ExchangeException or OperationCanceledException)
            {
                _post(Unclear(order.Request, exception.Message));
            }

            _reach("after_submit");
            _post(new OrderSent(order.Request.ClientOrderId));
        });
    }

    /// <summary>Asks for the end of an order's rest.</summary>
    public void Cancel(string clientOrderId)
    {
        if (!_orders.TryGetValue(clientOrderId, out var order))
            return;
        order.IsCancelling = true;
        order.LastHeard = _time.GetTimestamp();
        // Not before the request that it is about, unless the venue has spoken of that order already.
        _work.Begin(order.IsAcknowledged ? Task.CompletedTask : order.Sending, async stopping =>
        {
            _reach("before_cancel");
            try
            {
                await _account.CancelAsync(order.Request.Symbol, clientOrderId, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ExchangeException or OperationCanceledException)
            {
                // It is asked for again until the order has ended.
                _post(new CancelFailed(clientOrderId, exception.Message));
            }

            _reach("after_cancel");
        });
    }

    /// <summary>Asks for the end of an order that has an id of this session and should not be there.</summary>
    public void CancelOrphan(OrderReport order) => _work.Begin(Task.CompletedTask, async stopping =>
    {
        try
        {
            await _account.CancelAsync(order.Symbol, order.ClientOrderId!, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ExchangeException or OperationCanceledException)
        {
            // The next comparison finds it again.
        }
    });

    /// <summary>An order that the journal says was decided; whether it left is not known.</summary>
    public void Restore(OrderRequest request) => Track(request).IsSent = true;

    /// <summary>A cancellation that the journal says was decided.</summary>
    public void RestoreCancel(string clientOrderId)
    {
        if (_orders.TryGetValue(clientOrderId, out var order))
            order.IsCancelling = true;
    }

    /// <summary>What the journal says that the venue has told.</summary>
    public void Restore(VenueEvent told)
    {
        switch (told)
        {
            case OrderOpened opened when _orders.TryGetValue(opened.ClientOrderId, out var order):
                Acknowledge(order, opened.VenueOrderId);
                break;
            case OrderFilled fill:
                _fillIds.Add(fill.FillId);
                if (_orders.TryGetValue(fill.ClientOrderId, out var filled))
                    Add(filled, fill.Quantity);
                break;
            case OrderCancelled or OrderExpired or OrderRejected:
                _orders.Remove(((OrderEvent)told).ClientOrderId);
                break;
            default:
                TakeOutside(told);
                break;
        }
    }

    /// <summary>Our position was changed by fills that are not of our orders: they do not count a second time.</summary>
    public void TakeOutside(VenueEvent told)
    {
        if (told is PositionLiquidated liquidated)
            _fillIds.Add(liquidated.FillId);
        else if (told is PositionAdjusted adjusted)
            _fillIds.UnionWith(adjusted.FillIds);
    }

    /// <summary>After a restart: cancellations that may not have left are sent again, and every order is asked for at the next tick.</summary>
    public void Resume()
    {
        foreach (var order in _orders.Values.ToList())
        {
            order.LastHeard = long.MinValue / 2;
            if (order.IsCancelling)
                Cancel(order.Request.ClientOrderId);
        }
    }

    /// <summary>The request has left, or was given up before it could.</summary>
    public void Take(OrderSent sent)
    {
        if (_orders.TryGetValue(sent.ClientOrderId, out var order))
            order.IsSent = true;
    }

    /// <summary>What the venue says of an order, told on as events.</summary>
    public IReadOnlyList<VenueEvent> Take(OrderReport report)
    {
        _story.Clear();
        var id = report.ClientOrderId ?? (report.VenueOrderId is { } venueId ? _clientIds.GetValueOrDefault(venueId) : null);
        if (id is null || !_orders.TryGetValue(id, out var order))
            return _story;
        order.LastHeard = _time.GetTimestamp();
        if (report.Status == OrderStatus.Unknown)
        {
            if (!order.IsUnknown && !order.IsAcknowledged)
                _story.Add(new OrderUnknown { Time = report.Time, ClientOrderId = id, Cause = report.Reason ?? "no answer" });
            order.IsUnknown = true;
            // Ask at the next tick.
            order.LastHeard = long.MinValue / 2;
            return _story;
        }

        if (report.Status == OrderStatus.Rejected && report.FilledQuantity == 0 && order.Filled == 0)
        {
            _story.Add(new OrderRejected { Time = report.Time, ClientOrderId = id, Reason = report.Reason ?? "no reason given" });
            _orders.Remove(id);
            return _story;
        }

        TellOpened(order, report.VenueOrderId, report.Time);
        if (report.Status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Rejected)
        {
            order.End = report;
            TryEnd(order);
        }

        return _story;
    }

    /// <summary>A fill, told on once.</summary>
    public IReadOnlyList<VenueEvent> Take(FillReport fill)
    {
        _story.Clear();
        var id = fill.ClientOrderId is { } given && _orders.ContainsKey(given) ? given : _clientIds.GetValueOrDefault(fill.VenueOrderId);
        if (id is null || !_orders.TryGetValue(id, out var order) || !_fillIds.Add(fill.FillId))
            return _story;
        order.LastHeard = _time.GetTimestamp();
        TellOpened(order, fill.VenueOrderId, fill.Time);
        _story.Add(new OrderFilled
        {
            Time = fill.Time,
            ClientOrderId = id,
            FillId = fill.FillId,
            Price = fill.Price,
            Quantity = fill.Quantity,
            Commission = fill.Commission,
            Liquidity = fill.Liquidity,
        });
        Add(order, fill.Quantity);
        TryEnd(order);
        return _story;
    }

    /// <summary>The venue says that it does not know the order.</summary>
    public IReadOnlyList<VenueEvent> Take(OrderNotFound notFound, Timestamp now)
    {
        _story.Clear();
        if (!_orders.TryGetValue(notFound.ClientOrderId, out var order))
            return _story;
        order.IsAsked = false;
        if (order.IsAcknowledged)
            return _story;
        if (order.NotFound++ == 0)
            order.FirstNotFound = _time.GetTimestamp();
        if (order.NotFound < NotFoundLimit || _time.GetElapsedTime(order.FirstNotFound).TotalSeconds < _settings.NotReceivedAfterSeconds)
            return _story;
        _story.Add(new OrderRejected { Time = now, ClientOrderId = notFound.ClientOrderId, Reason = "not_received: the venue does not know the order" });
        _orders.Remove(notFound.ClientOrderId);
        return _story;
    }

    /// <summary>A question got no clear answer; it is asked again.</summary>
    public void Take(AskFailed failed)
    {
        if (_orders.TryGetValue(failed.ClientOrderId, out var order))
            order.IsAsked = false;
    }

    /// <summary>A cancellation got no clear answer; it is sent again at a later tick.</summary>
    public void Take(CancelFailed failed)
    {
        if (_orders.TryGetValue(failed.ClientOrderId, out var order))
            order.LastHeard = long.MinValue / 2;
    }

    /// <summary>Time passed: expired orders are cancelled, orders without an answer are asked for.</summary>
    /// <param name="now">The session's time.</param>
    public void Tick(Timestamp now)
    {
        foreach (var order in _orders.Values.ToList())
        {
            if (order.Request.ExpiresAt is { } deadline && now >= deadline && !order.IsExpiring && order.IsAcknowledged)
            {
                order.IsExpiring = true;
                Cancel(order.Request.ClientOrderId);
            }

            if (!order.IsSent || order.IsAsked || !IsDue(order))
                continue;
            if (order is { IsCancelling: true, IsAcknowledged: true, End: null } && Elapsed(order) > _settings.AskAfterSeconds)
                Cancel(order.Request.ClientOrderId);
            Ask(order);
        }
    }

    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private DeskOrder Track(OrderRequest request)
    {
        var order = new DeskOrder(request);
        if (!_orders.TryAdd(request.ClientOrderId, order))
            throw new InvalidOperationException($"Order '{request.ClientOrderId}' is to be sent twice.");
        if (!request.ReduceOnly)
            _entrySentAt[request.SymbolIndex] = request.CreatedAt;
        return order;
    }

    private bool IsDue(DeskOrder order) => order.End is not null || order.IsUnknown && !order.IsAcknowledged || Elapsed(order) >= _settings.AskAfterSeconds;

    private double Elapsed(DeskOrder order) => order.LastHeard < 0 ? double.MaxValue : _time.GetElapsedTime(order.LastHeard).TotalSeconds;

    /// <summary>Asks for the order and, where the venue counts more than was told, for its fills; they come first.</summary>
    private void Ask(DeskOrder order)
    {
        order.IsAsked = true;
        var (symbol, id, known) = (order.Request.Symbol, order.Request.ClientOrderId, order.Filled);
        _ = Task.Run(async () =>
        {
            try
            {
                _reach("before_ask");
                if (await _account.FindOrderAsync(symbol, id, CancellationToken.None).ConfigureAwait(false) is not { } report)
                {
                    _post(new OrderNotFound(id));
                    return;
                }

                if (report.FilledQuantity > known)
                {
                    foreach (var fill in await _account.GetFillsOfAsync(report, CancellationToken.None).ConfigureAwait(false))
                        _post(fill with { ClientOrderId = id });
                }

                _post(report with { ClientOrderId = id });
                _post(new AskFailed(id, ""));
                _reach("after_ask");
            }
            catch (Exception exception) when (exception is ExchangeException or OperationCanceledException or ObjectDisposedException)
            {
                _post(new AskFailed(id, exception.Message));
            }
            catch (Exception exception)
            {
                _post(new Fault(exception));
            }
        });
    }

    private void TellOpened(DeskOrder order, string? venueOrderId, Timestamp time)
    {
        if (order.IsAcknowledged || venueOrderId is null)
            return;
        Acknowledge(order, venueOrderId);
        _story.Add(new OrderOpened { Time = time, ClientOrderId = order.Request.ClientOrderId, VenueOrderId = venueOrderId });
    }

    private void Acknowledge(DeskOrder order, string venueOrderId)
    {
        order.VenueOrderId = venueOrderId;
        order.IsSent = true;
        _clientIds[venueOrderId] = order.Request.ClientOrderId;
    }

    private void Add(DeskOrder order, decimal quantity)
    {
        order.Filled += quantity;
        if (order.Remaining <= 0)
            _orders.Remove(order.Request.ClientOrderId);
    }

    /// <summary>Ends the order once every fill that the venue counts has been taken in.</summary>
    private void TryEnd(DeskOrder order)
    {
        if (order.End is not { } end || order.Filled < end.FilledQuantity || order.Remaining <= 0)
            return;
        var id = order.Request.ClientOrderId;
        _story.Add(order.IsExpiring || end.Status == OrderStatus.Expired
            ? new OrderExpired { Time = end.Time, ClientOrderId = id }
            : new OrderCancelled { Time = end.Time, ClientOrderId = id });
        _orders.Remove(id);
    }

    private static OrderReport Unclear(OrderRequest request, string cause) => new()
    {
        ClientOrderId = request.ClientOrderId,
        Symbol = request.Symbol,
        Status = OrderStatus.Unknown,
        Side = request.Side,
        PositionSide = request.PositionSide,
        ReduceOnly = request.ReduceOnly,
        Quantity = request.Quantity,
        Reason = cause,
        Time = request.CreatedAt,
    };
}
