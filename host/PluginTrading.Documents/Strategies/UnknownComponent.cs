using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reports a <c>plugin-id/name</c> that no loaded plugin provides.</summary>
internal static class UnknownComponent
{
    public static void Report(DiagnosticList diagnostics, SourceValue name, string kind, IReadOnlyList<string> known)
    {
        var suggestion = NearestWord.Of(name.Text, known);
        var provided = suggestion is not null ? "" : known.Count == 0 ? "; the loaded plugins provide none" : $"; provided are {SchemaMessages.Quoted(known)}";
        diagnostics.Error(
            DiagnosticRule.UnknownComponent, name.Path, $"no loaded plugin provides the {kind} '{SourceValue.Printable(name.Text)}'{provided}", new(name.Text, known, suggestion));
    }
}
