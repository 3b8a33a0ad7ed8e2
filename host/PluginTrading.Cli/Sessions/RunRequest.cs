using PluginTrading.Service.Sessions;

namespace PluginTrading.Cli.Sessions;

/// <summary>What a person asked of a paper or live session.</summary>
internal sealed record RunRequest
{
    /// <summary>Path of the session document; <see langword="null"/> when one is resumed.</summary>
    public string? Session { get; init; }

    /// <summary>Key of the session to take up again.</summary>
    public string? Resume { get; init; }

    /// <summary>Folder of the sessions' journals; <see langword="null"/> for the default one.</summary>
    public string? Home { get; init; }

    /// <summary>SQLite file or PostgreSQL connection string that keeps the session; <see langword="null"/> for the default one.</summary>
    public string? Store { get; init; }

    /// <summary>Connection string of a QuestDB that takes the series; <see langword="null"/> for none.</summary>
    public string? QuestDb { get; init; }

    /// <summary>Whether the session is kept in a store, beside its journal.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Folder of the data set that takes the place of the session's market; <see langword="null"/> for none.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the result files; <see langword="null"/> for none.</summary>
    public string? Export { get; init; }

    /// <summary>Plugin folders beside the host's own.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>What happens to what is open when it is stopped; <see langword="null"/> asks.</summary>
    public StopMode? OnStop { get; init; }

    /// <summary>Value of a secret by the name of its environment variable.</summary>
    public Func<string, string?> Secret { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Begun with the session; the session stops when it ends. <see langword="null"/> for none.</summary>
    public Func<CancellationToken, Task>? Until { get; init; }

    /// <summary>Stop after that many seconds; <see langword="null"/> never.</summary>
    public double? Seconds { get; init; }
}
