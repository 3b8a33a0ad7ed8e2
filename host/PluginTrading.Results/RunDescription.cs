using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results;

/// <summary>What a run is, as far as it is known before its first event.</summary>
public sealed record RunDescription
{
    /// <summary><c>backtest</c>, <c>paper</c> or <c>live</c>.</summary>
    public string SessionType { get; init; } = "backtest";

    /// <summary>Strategies in the session's order; names unique.</summary>
    public required IReadOnlyList<string> StrategyNames { get; init; }

    /// <summary>Symbols in the session's order.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Quote currency of all amounts, for instance <c>USDT</c>.</summary>
    public required string QuoteCurrency { get; init; }

    /// <summary>Which entries the session allows.</summary>
    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>Quote currency, &gt; 0.</summary>
    public required decimal InitialBalance { get; init; }

    /// <summary>Seed of the session's generator.</summary>
    public long Seed { get; init; }

    /// <summary>The data set of a backtest; <see langword="null"/> for a live feed.</summary>
    public DataProvenance? Data { get; init; }

    /// <summary>Settings worth showing, in order of showing, as (name, value) texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>The session document as JSON; <see langword="null"/> when the run was not started from one.</summary>
    public string? Document { get; init; }
}

/// <summary>Where the market data of a run came from.</summary>
public sealed record DataProvenance
{
    /// <summary>Name or path of the data set, as the session gives it.</summary>
    public required string Name { get; init; }

    /// <summary>Digest of the data set's manifest, for instance <c>sha256:…</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>Whether its trades were made from klines.</summary>
    public bool FromKlines { get; init; }
}
