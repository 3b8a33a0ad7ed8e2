namespace PluginTrading.Sdk.Indicators;

/// <summary>One number that an indicator or section takes.</summary>
public sealed record ParameterDeclaration
{
    /// <summary>Lower-case name with underscores.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence with the unit.</summary>
    public required string Description { get; init; }

    /// <summary>Value when a document leaves it out.</summary>
    public required double Default { get; init; }

    /// <summary>Smallest value allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is not allowed.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Largest value allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Whether <paramref name="value"/> is finite, in range and whole where it must be.</summary>
    public bool Accepts(double value) =>
        double.IsFinite(value) && value <= Maximum && (MinimumIsExclusive ? value > Minimum : value >= Minimum) && (!IsInteger || value == Math.Floor(value));
}
