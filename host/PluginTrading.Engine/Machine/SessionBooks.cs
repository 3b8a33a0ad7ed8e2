using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Engine.Risk;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Machine;

/// <summary>What the instances of a session share: clock, money, risk check, slots, orders, ids and the list of effects.</summary>
internal sealed class SessionBooks(SessionSettings settings, Ledger ledger)
{
    private readonly Dictionary<string, TrackedOrder> _orders = new(StringComparer.Ordinal);
    private long _lastOrderId;
    private long _lastSignalId;
    private long _lastTradeId;
    private long _lastPositionId;

    public SessionSettings Settings { get; } = settings;

    public Ledger Ledger { get; } = ledger;

    public RiskCheck Risk { get; } = new(settings, ledger);

    public SignalSlots Slots { get; } = new(settings.MaxConcurrentSignals, settings.Instruments.Count);

    public EntryGate Gate { get; } = new(settings.Instruments.Count);

    /// <summary>What client order ids begin with.</summary>
    public string OrderIdPrefix { get; set; } = "";

    public List<EngineEffect> Effects { get; } = [];

    /// <summary>Time of the event being handled.</summary>
    public Timestamp Now { get; set; }

    /// <summary>The data has ended: what is open is wound up, and no state machine reacts to that otherwise.</summary>
    public bool IsEnding { get; set; }

    /// <summary>The id that the next order sent will have.</summary>
    public string NextOrderId => OrderId(_lastOrderId + 1);

    /// <summary>The id of an order that the venue wrote itself.</summary>
    public string TakeOrderId() => OrderId(++_lastOrderId);

    public long NextSignalId() => ++_lastSignalId;

    public long NextTradeId() => ++_lastTradeId;

    public long NextPositionId() => ++_lastPositionId;

    /// <summary>Records an approved order and asks for it to be sent.</summary>
    public TrackedOrder Send(ApprovedOrder approved, StrategyInstance instance, long? signalId)
    {
        if (approved.Request.ClientOrderId != TakeOrderId())
            throw new InvalidOperationException($"Order id {approved.Request.ClientOrderId} is out of sequence; {_lastOrderId} was next.");
        var order = new TrackedOrder(approved.Request, instance, signalId);
        _orders.Add(approved.Request.ClientOrderId, order);
        Effects.Add(order.Record);
        Effects.Add(new SubmitOrder(approved));
        return order;
    }

    /// <summary>Asks for the unfilled rest of an order to be cancelled, if there is any.</summary>
    public void Cancel(TrackedOrder? order)
    {
        if (order is { IsClosed: false })
            Effects.Add(new CancelOrder(order.Record.Symbol, order.Record.OrderId));
    }

    /// <summary>Our order of that id.</summary>
    /// <exception cref="InvalidOperationException">It is not ours, or was closed before.</exception>
    public TrackedOrder Find(string clientOrderId) => _orders.TryGetValue(clientOrderId, out var order)
        ? order
        : throw new InvalidOperationException($"The venue speaks of order '{clientOrderId}', which this session does not have at work.");

    /// <summary>Nothing more can happen to it.</summary>
    public void Forget(TrackedOrder order) => _orders.Remove(order.Record.OrderId);

    private string OrderId(long number) => OrderIdPrefix + number.ToString(CultureInfo.InvariantCulture);
}
