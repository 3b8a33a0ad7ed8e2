using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Compiles and loads the C# files that documents name. Implemented where scripts are compiled; this project only asks.</summary>
public interface IDocumentScripts
{
    /// <summary>Compiles a file and says what it holds. Never throws for what the file says; whatever is wrong is a problem in the result.</summary>
    /// <param name="absolutePath">An existing <c>.csx</c> or <c>.cs</c> file.</param>
    DocumentScript Load(string absolutePath);
}

/// <summary>What a script file holds: a section, a whole strategy, or problems.</summary>
public sealed record DocumentScript
{
    /// <summary>Makes a new, independent section; <see langword="null"/> when the file holds none.</summary>
    public Func<IStrategySection>? CreateSection { get; init; }

    /// <summary>Makes the whole strategy; <see langword="null"/> when the file holds none.</summary>
    public Func<StrategyDefinition>? DefineStrategy { get; init; }

    /// <summary>Compiler errors and warnings, policy findings, or that the file holds nothing usable.</summary>
    public IReadOnlyList<ScriptFinding> Findings { get; init; } = [];
}

/// <summary>One finding of the script compiler.</summary>
public sealed record ScriptFinding
{
    public required bool IsError { get; init; }

    /// <summary>The compiler's own code, as in <c>CS0103</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The file it is in: the script or one that it loads.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>From 1.</summary>
    public required int Column { get; init; }

    public required string Message { get; init; }
}
