using System.Globalization;
using System.Runtime.InteropServices;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation;

/// <summary>
/// A venue that fills orders from the market events that it is shown: the far end of backtest and paper. Deterministic: the same
/// events, orders and seed give the same answers. What each model assumes stands in README.md beside this file.
/// </summary>
public sealed class SimulatedVenue : IOrderGateway
{
    private readonly SimulatedSymbol[] _symbols;
    private readonly ExecutionSettings _settings;
    private readonly SeededRandom _random;
    private readonly Dictionary<string, WorkingOrder> _orders = new(StringComparer.Ordinal);
    private readonly List<VenueEvent> _answers = [];
    private readonly long _latency;
    private Timestamp _now;
    private bool _isClosing;
    private long _lastFillId;

    /// <param name="settings">How it executes.</param>
    /// <param name="instruments">Contract rules, in the session's order of symbols.</param>
    /// <param name="fees">What it charges.</param>
    public SimulatedVenue(ExecutionSettings settings, IReadOnlyList<Instrument> instruments, FeeSchedule fees)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _random = new SeededRandom(settings.Seed);
        _latency = Timestamp.DurationOf(settings.LatencyMs / 1000);
        _symbols = [.. instruments.Select(i => new SimulatedSymbol(i, fees))];
    }

    /// <summary>What the venue has said since the last <see cref="ClearAnswers"/>, in order; valid until the next call of any other member.</summary>
    public ReadOnlySpan<VenueEvent> Answers => CollectionsMarshal.AsSpan(_answers);

    public void ClearAnswers() => _answers.Clear();

    /// <summary>Takes in a market event before the engine does: funding, ends and fills of orders, then liquidation become answers.</summary>
    public void Advance(in MarketEvent e)
    {
        _now = e.Time;
        var symbol = _symbols[e.SymbolIndex];
        if (e.Kind == MarketEventKind.Funding && symbol.Position is { } open)
            PayFunding(e, symbol, open);
        var lastPriceBefore = symbol.LastPrice;
        symbol.TakePrices(in e);
        if (symbol.Orders.Count > 0)
            MatchOrders(in e, symbol, lastPriceBefore);
        if (symbol.Position is { } position)
            LiquidateIfReached(e.SymbolIndex, symbol, position);
    }

    /// <summary>From now on cancellations and market orders take effect at once, at the last trade price: the end of the data.</summary>
    public void BeginClosing() => _isClosing = true;

    public ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = order.Request;
        var working = new WorkingOrder(request, request.CreatedAt.Plus(_latency));
        if (!_orders.TryAdd(request.ClientOrderId, working))
            throw new InvalidOperationException($"Order '{request.ClientOrderId}' was sent twice.");
        var symbol = _symbols[request.SymbolIndex];
        symbol.Orders.Add(working);
        if (_isClosing)
        {
            var e = MarketEvent.Trade(request.SymbolIndex, _now, symbol.LastPrice, double.MaxValue);
            Fill(working, symbol, working.Remaining, Slipped(working, (decimal)symbol.LastPrice, in e), Liquidity.Taker);
            Drop(working, symbol);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CancelAsync(string symbol, string clientOrderId, CancellationToken cancellationToken)
    {
        if (_orders.TryGetValue(clientOrderId, out var order))
            Cancel(order, _symbols[order.Request.SymbolIndex]);
        return ValueTask.CompletedTask;
    }

    private void PayFunding(in MarketEvent e, SimulatedSymbol symbol, SimulatedPosition position)
    {
        var price = symbol.ValuationPrice;
        if (double.IsNaN(price))
            return;
        var received = position.Quantity * (decimal)price * (decimal)e.FundingRate;
        _answers.Add(new FundingPaid
        {
            Time = e.Time,
            SymbolIndex = e.SymbolIndex,
            Amount = position.Side == PositionSide.Long ? -received : received,
            Rate = (decimal)e.FundingRate,
        });
    }

    private void MatchOrders(in MarketEvent e, SimulatedSymbol symbol, double lastPriceBefore)
    {
        for (var i = 0; i < symbol.Orders.Count;)
        {
            var order = symbol.Orders[i];
            if (order.Request.ExpiresAt is { } deadline && e.Time >= deadline)
            {
                Drop(order, symbol);
                _answers.Add(new OrderExpired { Time = e.Time, ClientOrderId = order.Request.ClientOrderId });
                continue;
            }

            if (e.Time >= order.ArrivesAt)
                Match(order, in e, symbol, lastPriceBefore);
            if (order.Remaining == 0)
                Drop(order, symbol);
            else if (order.Request.ReduceOnly && symbol.Position is null)
                Cancel(order, symbol);
            else
                i++;
        }
    }

    private void Match(WorkingOrder order, in MarketEvent e, SimulatedSymbol symbol, double lastPriceBefore)
    {
        if (!order.HasArrived)
            order.Arrive(order.Request.LimitPrice is not { } limit || symbol.Crosses(order.Request.Side, limit, lastPriceBefore));
        var quantity = FillableQuantity(order, in e, symbol);
        if (order.IsTaker)
            MatchTaker(order, in e, symbol, quantity);
        else if (e.Kind == MarketEventKind.Trade && quantity > 0 && Reaches(order.Request.Side, (decimal)e.Price, order.Request.LimitPrice!.Value))
            Fill(order, symbol, quantity, order.Request.LimitPrice.Value, Liquidity.Maker);
    }

    private void MatchTaker(WorkingOrder order, in MarketEvent e, SimulatedSymbol symbol, decimal quantity)
    {
        if (symbol.TakerPrice(order.Request.Side, in e) is not { } seen || (_settings.MaxParticipation is not null && e.Kind != MarketEventKind.Trade))
            return;
        if (quantity > 0)
        {
            var price = Slipped(order, seen, in e);
            if (order.Request.LimitPrice is { } limit)
                price = order.Request.Side == Side.Buy ? Math.Min(price, limit) : Math.Max(price, limit);
            Fill(order, symbol, quantity, price, Liquidity.Taker);
        }

        // Crossing is what an order does on arrival; what that leaves of a limit order rests in the book.
        if (order.Request.LimitPrice is not null)
            order.Rest();
    }

    /// <summary>What the order may take of this event: its rest, capped by participation in the trade and, reduce-only, by the position.</summary>
    private decimal FillableQuantity(WorkingOrder order, in MarketEvent e, SimulatedSymbol symbol)
    {
        var quantity = order.Remaining;
        if (_settings.MaxParticipation is { } share && e.Kind == MarketEventKind.Trade)
        {
            var step = symbol.Instrument.QuantityStep;
            quantity = Math.Min(quantity, Math.Floor((decimal)e.Quantity * share / step) * step);
        }

        return order.Request.ReduceOnly ? Math.Min(quantity, symbol.Position?.Quantity ?? 0) : quantity;
    }

    private static bool Reaches(Side side, decimal tradePrice, decimal limit) => side == Side.Buy ? tradePrice <= limit : tradePrice >= limit;

    private decimal Slipped(WorkingOrder order, decimal price, in MarketEvent e)
    {
        var input = new SlippageInput(order.Request.Side, price, order.Remaining, e, _random.NextDouble());
        var pct = _settings.Slippage.SlippagePct(in input);
        if (!(pct >= 0 && pct < 100))
            throw new InvalidOperationException($"The slippage model returned {pct} % for order '{order.Request.ClientOrderId}'; a percentage from 0 to below 100 was expected.");
        var move = (decimal)pct / 100m;
        return price * (order.Request.Side == Side.Buy ? 1m + move : 1m - move);
    }

    private void Fill(WorkingOrder order, SimulatedSymbol symbol, decimal quantity, decimal price, Liquidity liquidity)
    {
        order.Take(quantity);
        symbol.TakeFill(order.Request, quantity, price);
        _answers.Add(new OrderFilled
        {
            Time = _now,
            ClientOrderId = order.Request.ClientOrderId,
            FillId = NextFillId(),
            Price = price,
            Quantity = quantity,
            Commission = price * quantity * (liquidity == Liquidity.Taker ? symbol.TakerFeeRate : symbol.MakerFeeRate),
            Liquidity = liquidity,
        });
    }

    private void LiquidateIfReached(int symbolIndex, SimulatedSymbol symbol, SimulatedPosition position)
    {
        if (!symbol.ReachesLiquidation(position.Side))
            return;
        var liquidationPrice = symbol.LiquidationPrice;
        symbol.Position = null;
        _answers.Add(new PositionLiquidated
        {
            Time = _now,
            SymbolIndex = symbolIndex,
            FillId = NextFillId(),
            Price = liquidationPrice,
            Loss = position.InitialMargin(symbol.TakerFeeRate),
        });
        while (symbol.Orders.Count > 0)
            Cancel(symbol.Orders[0], symbol);
    }

    private void Cancel(WorkingOrder order, SimulatedSymbol symbol)
    {
        Drop(order, symbol);
        _answers.Add(new OrderCancelled { Time = _now, ClientOrderId = order.Request.ClientOrderId });
    }

    private void Drop(WorkingOrder order, SimulatedSymbol symbol)
    {
        symbol.Orders.Remove(order);
        _orders.Remove(order.Request.ClientOrderId);
    }

    private string NextFillId() => (++_lastFillId).ToString(CultureInfo.InvariantCulture);
}
