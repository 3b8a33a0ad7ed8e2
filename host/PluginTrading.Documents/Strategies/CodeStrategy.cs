using System.Text;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Checks a strategy that code has made exactly as if its document had been written: it is written as one and read.</summary>
internal static class CodeStrategy
{
    /// <summary>The strategy itself, or <see langword="null"/> after errors at <paramref name="path"/> of the document that names it.</summary>
    /// <param name="what">How messages name it.</param>
    public static StrategyDefinition? Check(DocumentScope scope, string path, string what, StrategyDefinition strategy)
    {
        var sections = new (SectionKind Kind, SectionDefinition? Section)[]
        {
            (SectionKind.S1, strategy.SignalDetection),
            (SectionKind.O1, strategy.SignalCancellation),
            (SectionKind.Z1, strategy.EntryConditions),
            (SectionKind.ZE1, strategy.CloseOrderDetection),
            (SectionKind.E1, strategy.EmergencyExit),
        };
        var inner = new DocumentScope
        {
            Diagnostics = new DiagnosticList(scope.Diagnostics.File),
            Schemas = scope.Schemas,
            Scripts = scope.Scripts,
            Folder = scope.Folder,
            CodeSections = sections.Where(s => s.Section is CodeSection).ToDictionary(s => s.Kind, s => (CodeSection)s.Section!),
        };
        var text = StrategyWriter.Write(strategy).ToJsonString();
        var source = JsonSourceReader.Read(Encoding.UTF8.GetBytes(text), inner.Diagnostics);
        if (source is not null)
            StrategyReader.Read(inner, source);
        foreach (var diagnostic in inner.Diagnostics.Sorted())
        {
            var message = $"{what}: {diagnostic.Message} (at {diagnostic.JsonPath})";
            if (diagnostic.IsError)
                scope.Diagnostics.Error(diagnostic.Rule, path, message, new(diagnostic.Found, diagnostic.Allowed));
            else
                scope.Diagnostics.Warning(diagnostic.Rule, path, message, new(diagnostic.Found, diagnostic.Allowed));
        }

        return inner.Diagnostics.HasErrors ? null : strategy;
    }
}
