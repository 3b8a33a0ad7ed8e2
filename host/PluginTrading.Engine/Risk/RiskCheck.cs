using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Risk;

/// <summary>The only maker of approved orders: entries pass every limit or are denied with the first that fails; exits always pass.</summary>
internal sealed class RiskCheck(SessionSettings settings, Ledger ledger)
{
    private readonly OrderRate _perSecond = new(1);
    private readonly OrderRate _perMinute = new(60);
    private decimal _peakEquity = settings.InitialBalance;

    /// <summary>The kill switch fell; it stays so.</summary>
    public Denial? Halt { get; private set; }

    /// <summary>The operator lets entries through again: the halt is lifted and the drawdown counts from here.</summary>
    public void Resume()
    {
        Halt = null;
        _peakEquity = ledger.Equity;
    }

    /// <summary>Looks at the session's drawdown; the halt when it falls with this event.</summary>
    public TradingHalted? CheckDrawdown(Timestamp now)
    {
        if (settings.Risk.MaxDrawdownPct is not { } limit)
            return null;
        var drawdown = DrawdownPct();
        if (Halt is not null || drawdown <= limit)
            return null;
        Halt = new Denial("max_drawdown_pct", limit, drawdown);
        return new TradingHalted(now, Halt.Rule, limit, drawdown);
    }

    /// <summary>An order that shrinks a position.</summary>
    public ApprovedOrder ApproveExit(OrderRequest request)
    {
        if (!request.ReduceOnly)
            throw new ArgumentException($"Order {request.ClientOrderId} is not reduce-only.", nameof(request));
        return Approve(request);
    }

    /// <summary>The entry, or the first limit that it fails, in the written order.</summary>
    public (ApprovedOrder? Order, Denial? Denial) CheckEntry(StrategyLimits limits, EntryPlan plan, double volatilityPct, OrderRequest request)
    {
        var denial = FirstDenial(limits, plan, volatilityPct, request);
        return denial is null ? (Approve(request), null) : (null, denial);
    }

    /// <summary>Initial margin and entry fee of a quantity at a price: what a granted entry reserves.</summary>
    public decimal Reservation(int symbolIndex, decimal price, decimal quantity, int leverage) =>
        Margin.Initial(price, quantity, leverage, ledger.TakerFeeRate(symbolIndex)) + (price * quantity * ledger.TakerFeeRate(symbolIndex));

    private Denial? FirstDenial(StrategyLimits limits, EntryPlan plan, double volatilityPct, OrderRequest request)
    {
        var risk = settings.Risk;
        var instrument = settings.Instruments[request.SymbolIndex];
        return Below("min_position_size", limits.MinPositionSize, plan.Size)
            ?? Below("min_quantity", Math.Max(instrument.MinQuantity, instrument.QuantityStep), plan.Quantity)
            ?? Below("min_notional", instrument.MinNotional, plan.Notional)
            ?? Above("max_open_positions", risk.MaxOpenPositions, ExposureCount() + 1)
            ?? Above("max_position_size", risk.MaxPositionSize, plan.Notional)
            ?? Above("max_margin", ledger.Balance, MarginInUse() + (plan.Notional / request.Leverage))
            ?? MarginRatioDenial(plan, request)
            ?? Above("max_leverage", Math.Min(instrument.MaxLeverage, risk.MaxLeverage ?? int.MaxValue), request.Leverage)
            ?? VolatilityDenial(volatilityPct)
            ?? Above("max_daily_loss", risk.MaxDailyLoss, -ledger.DayResult(request.CreatedAt))
            ?? (Halt is null ? null : Halt with { Actual = DrawdownPct() })
            ?? Above("max_orders_per_second", risk.MaxOrdersPerSecond, _perSecond.Count(request.CreatedAt) + 1)
            ?? Above("max_orders_per_minute", risk.MaxOrdersPerMinute, _perMinute.Count(request.CreatedAt) + 1)
            ?? Above("price_collar_pct", risk.PriceCollarPct, plan.LimitPrice is { } limit ? 100m * Math.Abs(limit - plan.LastPrice) / plan.LastPrice : 0)
            ?? Above("available_balance", ledger.Available, Reservation(request.SymbolIndex, plan.LastPrice, plan.Quantity, request.Leverage));
    }

    private ApprovedOrder Approve(OrderRequest request)
    {
        _perSecond.Add(request.CreatedAt);
        _perMinute.Add(request.CreatedAt);
        return new ApprovedOrder(request);
    }

    private int ExposureCount()
    {
        var count = 0;
        for (var i = 0; i < ledger.Positions.Length; i++)
        {
            if (ledger.Positions[i] is not null || ledger.Reservations[i] > 0)
                count++;
        }

        return count;
    }

    private decimal MarginInUse()
    {
        var margin = 0m;
        for (var i = 0; i < ledger.Positions.Length; i++)
        {
            margin += ledger.Reservations[i];
            if (ledger.Positions[i] is { } position)
                margin += position.View.EntryNotional / position.View.Leverage;
        }

        return margin;
    }

    /// <summary>100 × Σ(im + unrealized − maintenance) ÷ Σ im over open positions and this entry must stay above the limit.</summary>
    private Denial? MarginRatioDenial(EntryPlan plan, OrderRequest request)
    {
        var initial = Margin.Initial(plan.LastPrice, plan.Quantity, request.Leverage, ledger.TakerFeeRate(request.SymbolIndex));
        var maintenance = plan.Notional * settings.Instruments[request.SymbolIndex].MaintenanceMarginRate;
        var unrealized = 0m;
        for (var i = 0; i < ledger.Positions.Length; i++)
        {
            if (ledger.Positions[i] is not { } position)
                continue;
            initial += position.InitialMargin;
            maintenance += position.View.EntryNotional * settings.Instruments[i].MaintenanceMarginRate;
            unrealized += ledger.Unrealized(i);
        }

        var ratio = Margin.RatioPct(initial, unrealized, maintenance);
        return ratio > settings.Risk.MinMarginRatioPct ? null : new Denial("min_margin_ratio_pct", settings.Risk.MinMarginRatioPct, ratio);
    }

    private Denial? VolatilityDenial(double volatilityPct) =>
        settings.Risk.MaxVolatilityPct is { } limit && volatilityPct > limit ? new Denial("max_volatility_pct", (decimal)limit, (decimal)volatilityPct) : null;

    private decimal DrawdownPct()
    {
        var equity = ledger.Equity;
        _peakEquity = Math.Max(_peakEquity, equity);
        return 100m * (_peakEquity - equity) / _peakEquity;
    }

    private static Denial? Below(string rule, decimal? limit, decimal actual) => actual < limit ? new Denial(rule, limit.Value, actual) : null;

    private static Denial? Above(string rule, decimal? limit, decimal actual) => actual > limit ? new Denial(rule, limit.Value, actual) : null;
}
