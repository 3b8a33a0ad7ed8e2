namespace PluginTrading.Engine.Settings;

/// <summary>How closely a session watches its connections and its account. Durations are seconds of the host's clock.</summary>
public sealed record SupervisionSettings
{
    /// <summary>Without a market event of a symbol for this long its data are stale: no entries.</summary>
    public double StaleAfterSeconds { get; init; } = 15;

    /// <summary>Without a trade of a symbol for this long, once one has come, its data are stale.</summary>
    public double StaleTradesAfterSeconds { get; init; } = 300;

    /// <summary>Without a quote of a symbol for this long, once one has come, its data are stale.</summary>
    public double StaleQuotesAfterSeconds { get; init; } = 60;

    /// <summary>Without a mark price of a symbol for this long, once one has come, its data are stale.</summary>
    public double StaleMarksAfterSeconds { get; init; } = 60;

    /// <summary>Events that come this much later after they happened than the quickest since the connection are late: no entries.</summary>
    public double LateAfterSeconds { get; init; } = 10;

    /// <summary>After a break of which the data could not be fetched there are no entries for this long: as long as strategies look back.</summary>
    public double GapPauseSeconds { get; init; } = 3600;

    /// <summary>How often the account is compared with the venue.</summary>
    public double ReconcileEverySeconds { get; init; } = 10;

    /// <summary>How often time is told to the session and orders without an answer are asked for.</summary>
    public double TickSeconds { get; init; } = 1;

    /// <summary>An order that the venue does not know counts as not received once it has said so three times over at least this long.</summary>
    public double NotReceivedAfterSeconds { get; init; } = 30;

    /// <summary>An open order of which nothing was heard for this long is asked for.</summary>
    public double AskAfterSeconds { get; init; } = 5;

    /// <summary>Difference of balances that rounding may explain, quote currency.</summary>
    public decimal BalanceTolerance { get; init; } = 0.0001m;
}
