using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>What a script file holds; exactly one of the two.</summary>
public sealed record ScriptContent
{
    /// <summary>Makes a section that shares nothing with any other; call it once per strategy and symbol.</summary>
    public Func<IStrategySection>? CreateSection { get; init; }

    /// <summary>Makes the whole strategy. Each of its sections of code is independent, too: it comes from a run of the script of its own.</summary>
    public Func<StrategyDefinition>? DefineStrategy { get; init; }

    /// <summary>SHA-256 of source, path, SDK, compiler, options and policy, lower-case hex: the same key is the same code.</summary>
    public required string Key { get; init; }
}
