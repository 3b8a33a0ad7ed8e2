using PluginTrading.Engine.Effects;

namespace PluginTrading.Documents.Strategies;

/// <summary>The five sections by the names that documents give them.</summary>
internal static class SectionField
{
    /// <summary>All five, in the order of a round.</summary>
    public static IReadOnlyList<(SectionKind Kind, string Name)> All { get; } =
    [
        (SectionKind.S1, "signal_detection"),
        (SectionKind.O1, "signal_cancellation"),
        (SectionKind.Z1, "entry_conditions"),
        (SectionKind.ZE1, "close_order_detection"),
        (SectionKind.E1, "emergency_exit"),
    ];

    public static string Of(SectionKind kind) => All.First(s => s.Kind == kind).Name;

    /// <summary>The section that a path lies in; <see langword="null"/> for the rest of the document.</summary>
    public static SectionKind? At(string path)
    {
        foreach (var (kind, name) in All)
        {
            if (path.StartsWith($"$.{name}.", StringComparison.Ordinal))
                return kind;
        }

        return null;
    }

    /// <summary>Whether leaving a round by this section makes the machine wait.</summary>
    public static bool HasCooldown(SectionKind kind) => kind is SectionKind.O1 or SectionKind.ZE1 or SectionKind.E1;
}
