using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Simulation;

namespace PluginTrading.Documents.Sessions;

/// <summary>What a session does with market data.</summary>
public enum SessionType
{
    /// <summary>Recorded data, simulated venue.</summary>
    Backtest,

    /// <summary>Live data, simulated venue.</summary>
    Paper,

    /// <summary>Live data, real orders.</summary>
    Live,

    /// <summary>Records market data, trades nothing.</summary>
    Collect,
}

/// <summary>A session: what runs, on what, with which money. Paths are absolute, names are resolved, every value is checked.</summary>
public sealed record SessionDocument
{
    private static readonly JsonDocumentOptions AsWritten = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, or the folder that paths started from when it came as text.</summary>
    public required string Path { get; init; }

    /// <summary>The folder that its paths started from.</summary>
    public required string Folder { get; init; }

    /// <summary>The document as it was written.</summary>
    public required string Text { get; init; }

    public required SessionType SessionType { get; init; }

    /// <summary>In the order in which they are evaluated; names unique. Empty only for <see cref="SessionType.Collect"/>.</summary>
    public required IReadOnlyList<SessionStrategy> Strategies { get; init; }

    /// <summary>Unique, in the session's order.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>Quote currency, &gt; 0; 0 only for <see cref="SessionType.Collect"/>.</summary>
    public required decimal InitialBalance { get; init; }

    public int MaxConcurrentSignals { get; init; } = 3;

    /// <summary>Where market data comes from.</summary>
    public required SessionMarket Market { get; init; }

    /// <summary>How the simulated venue executes; holds the session's seed.</summary>
    public required ExecutionSettings Execution { get; init; }

    /// <summary>Fees where an instrument does not state its own.</summary>
    public FeeSchedule Fees { get; init; } = new();

    public required RiskLimits Risk { get; init; }

    /// <summary>How closely a paper or live session watches its connections and its account.</summary>
    public SupervisionSettings Supervision { get; init; } = new();

    /// <summary>The same session over another data set, its text too; a range of time that it names stays.</summary>
    /// <param name="folder">Absolute path of the data set's folder.</param>
    public SessionDocument OnData(string folder)
    {
        var market = Market as DatasetMarket ?? new DatasetMarket { Folder = folder };
        var root = JsonNode.Parse(Text, documentOptions: AsWritten)!.AsObject();
        var written = new JsonObject { ["dataset"] = folder };
        foreach (var name in (string[])["from", "to"])
        {
            if (Market is DatasetMarket && root["market"]![name] is { } time)
                written[name] = time.DeepClone();
        }

        root["market"] = written;
        return this with { Market = market with { Folder = folder }, Text = root.ToJsonString(Readable) };
    }

    /// <summary>The document as it was written, but with stars for what settings of the market that are named like secrets hold.</summary>
    public string TextWithoutSecrets()
    {
        if (Market is not ExchangeMarket || JsonNode.Parse(Text, documentOptions: AsWritten) is not JsonObject root)
            return Text;
        if (root["market"] is JsonObject market)
        {
            foreach (var name in market.Select(m => m.Key).Where(IsSecret).ToList())
                market[name] = "***";
        }

        return root.ToJsonString();
    }

    private static bool IsSecret(string name) => (string[])["secret", "password", "passphrase", "token", "key"] is var words && words.Any(w => name.EndsWith(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its place only: the text may hold secrets.</summary>
    public override string ToString() => $"session {Path}";
}

/// <summary>A strategy of a session and where it comes from.</summary>
public sealed record SessionStrategy
{
    public required StrategyDefinition Definition { get; init; }

    /// <summary>Absolute path of the document or script; <see langword="null"/> for a plugin's strategy.</summary>
    public string? File { get; init; }

    /// <summary><c>plugin-id/name</c>; <see langword="null"/> for a document or script.</summary>
    public string? Plugin { get; init; }
}

/// <summary>Where a session's market data comes from.</summary>
public abstract record SessionMarket
{
    private protected SessionMarket()
    {
    }
}

/// <summary>A data set on disk.</summary>
public sealed record DatasetMarket : SessionMarket
{
    /// <summary>Absolute path of its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>First moment that is used; <see langword="null"/> is the data's first.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Moment before which the session ends; <see langword="null"/> is after the data's last.</summary>
    public Timestamp? To { get; init; }
}

/// <summary>An exchange, reached through its plugin.</summary>
public sealed record ExchangeMarket : SessionMarket
{
    /// <summary>Name of the exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The whole <c>market</c> object as JSON text; the exchange's plugin reads and checks its own settings. May hold secrets: never shown.</summary>
    public required string Settings { get; init; }

    /// <summary>Absolute path of the data set that a collect session writes; <see langword="null"/> when not given.</summary>
    public string? RecordingFolder { get; init; }

    /// <summary>The name only: settings may hold secrets.</summary>
    public override string ToString() => $"{nameof(ExchangeMarket)} {Exchange}";
}
