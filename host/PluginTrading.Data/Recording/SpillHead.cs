using System.Text.Json;
using System.Text.Json.Serialization;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>What the blocks of a spill behind it are about.</summary>
internal sealed record SpillHead
{
    [JsonConstructor]
    public SpillHead()
    {
    }

    public SpillHead(IEnumerable<Instrument> instruments, string source)
    {
        Rules = [.. instruments.Select(InstrumentJson.Format)];
        Source = source;
    }

    /// <summary>Contracts by symbol index, each as JSON text.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Where the events come from; empty for those that the data set had before.</summary>
    public string Source { get; init; } = "";

    public IReadOnlyList<Instrument> ReadInstruments() => [.. Rules.Select(Parse)];

    private static Instrument Parse(string rules)
    {
        using var document = JsonDocument.Parse(rules);
        return InstrumentJson.Read(document.RootElement);
    }
}
