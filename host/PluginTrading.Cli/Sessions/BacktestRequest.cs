namespace PluginTrading.Cli.Sessions;

/// <summary>What a person asked of a backtest.</summary>
internal sealed record BacktestRequest
{
    /// <summary>Path of the session document.</summary>
    public required string Session { get; init; }

    /// <summary>Folder of the data set that takes the place of the session's market; <see langword="null"/> for none.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the result files; <see langword="null"/> for none.</summary>
    public string? Export { get; init; }

    /// <summary>File of the HTML report; <see langword="null"/> for none.</summary>
    public string? Report { get; init; }

    /// <summary>Plugin folders beside the host's own.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>File that keeps results; <see langword="null"/> for the default one.</summary>
    public string? Store { get; init; }

    /// <summary>Connection string of a QuestDB that takes the figures; <see langword="null"/> for none.</summary>
    public string? QuestDb { get; init; }

    /// <summary>Whether results are kept.</summary>
    public bool IsStored { get; init; } = true;
}
