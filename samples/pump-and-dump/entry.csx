// The entry section of momentum_long.json: enters once the rise that gave the signal goes on, and stays out of one that is already falling back.
const double RisePct = 0.5;         // above the price at the signal
const double FallBackPct = 0.5;     // below the high of the last minute

return Section(setup =>
{
    var drawdown = setup.Indicator("drawdown_pct", ("t1", 60));
    var velocity = setup.Indicator("velocity", ("t1", 5));
    Timestamp? signal = null;
    var signalPrice = double.NaN;

    // Called at each event between signal and entry.
    return context =>
    {
        if (context.SignalTime != signal)
            (signal, signalPrice) = (context.SignalTime, context.Market.LastPrice);

        var risePct = 100 * (context.Market.LastPrice / signalPrice - 1);
        if (!drawdown.IsReady || !velocity.IsReady || risePct < RisePct || drawdown.Value < -FallBackPct || velocity.Value <= 0)
            return false;
        return SectionResult.True(Math.Min(1, 0.5 + risePct / 10));
    };
});
