using System.Text.Json;

namespace PluginTrading.Service.Journal;

/// <summary>The first place at which a replay decided differently from the session.</summary>
public sealed record ReplayDifference
{
    /// <summary>Number of the input in the journal, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>transition</c>, <c>signal</c>, <c>submit</c> or <c>cancel</c>.</summary>
    public required string Kind { get; init; }

    public string? StrategyName { get; init; }

    public string? Symbol { get; init; }

    public string? Section { get; init; }

    /// <summary>The first field that differs; <see langword="null"/> when one side has no such decision.</summary>
    public string? Field { get; init; }

    /// <summary>What the session decided; <see langword="null"/> when it decided nothing.</summary>
    public string? Recorded { get; init; }

    /// <summary>What the replay decided; <see langword="null"/> when it decided nothing.</summary>
    public string? Replayed { get; init; }

    internal static ReplayDifference Missing(JournalInput input, Decision replayed) => Create(input, replayed) with { Replayed = replayed.Text };

    internal static ReplayDifference Extra(JournalInput input, Decision recorded) => Create(input, recorded) with { Recorded = recorded.Text };

    internal static ReplayDifference Between(JournalInput input, Decision recorded, Decision replayed)
    {
        var difference = Create(input, recorded);
        if (recorded.Kind != replayed.Kind)
            return difference with { Field = "kind", Recorded = recorded.Kind, Replayed = replayed.Kind };
        using var left = JsonDocument.Parse(recorded.Text);
        using var right = JsonDocument.Parse(replayed.Text);
        foreach (var property in left.RootElement.EnumerateObject())
        {
            var other = right.RootElement.TryGetProperty(property.Name, out var value) ? value.GetRawText() : null;
            if (other != property.Value.GetRawText())
                return difference with { Field = property.Name, Recorded = property.Value.GetRawText(), Replayed = other };
        }

        var added = right.RootElement.EnumerateObject().FirstOrDefault(p => !left.RootElement.TryGetProperty(p.Name, out _));
        return difference with { Field = added.Name, Replayed = added.Value.ToString() };
    }

    private static ReplayDifference Create(JournalInput input, Decision decision)
    {
        using var document = JsonDocument.Parse(decision.Text);
        string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
        return new ReplayDifference
        {
            Sequence = input.Sequence,
            Kind = decision.Kind,
            StrategyName = Text("StrategyName"),
            Symbol = Text("Symbol"),
            Section = Text("Section") ?? Text("SignalType"),
        };
    }
}
