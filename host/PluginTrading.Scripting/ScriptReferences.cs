using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>What scripts compile against: all of .NET 10 (the policy says what of it they may use) and the SDK.</summary>
internal static class ScriptReferences
{
    /// <summary>Made once: the compiler keeps native memory for each reference object.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. Net100.References.All, Sdk()];

    /// <summary>Namespaces, and the class of <see cref="StrategyWords"/>, that <c>.csx</c> files see without a <c>using</c>.</summary>
    public static ImmutableArray<string> Imports { get; } =
    [
        "System", "System.Collections.Generic", "System.Linq", "PluginTrading.Sdk.Indicators", "PluginTrading.Sdk.MarketData", "PluginTrading.Sdk.Orders",
        "PluginTrading.Sdk.Strategies", typeof(StrategyWords).FullName!,
    ];

    /// <summary>What the .NET SDK imports into a <c>.cs</c> file; no more, so that an editor sees what the host sees.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static PortableExecutableReference Sdk() => MetadataReference.CreateFromFile(typeof(IStrategySection).Assembly.Location);
}
