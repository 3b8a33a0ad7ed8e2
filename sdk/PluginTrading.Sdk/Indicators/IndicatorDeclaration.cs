namespace PluginTrading.Sdk.Indicators;

/// <summary>What an indicator is called, means and takes.</summary>
public sealed record IndicatorDeclaration
{
    /// <summary>Lower-case name with underscores, unique in a host; a third party prefixes its own, as in <c>acme.velocity</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for schemas and help.</summary>
    public required string Description { get; init; }

    /// <summary>Unit of the value, for instance <c>%</c>, <c>quote currency</c>, <c>ratio</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Smallest value that it can take, itself included; <see langword="null"/> when there is no bound. A condition beyond it is refused.</summary>
    public double? ValueMinimum { get; init; }

    /// <summary>Largest value that it can take, itself included; <see langword="null"/> when there is no bound. A condition beyond it is refused.</summary>
    public double? ValueMaximum { get; init; }

    /// <summary>Parameters in the order in which they are shown.</summary>
    public IReadOnlyList<ParameterDeclaration> Parameters { get; init; } = [];
}
