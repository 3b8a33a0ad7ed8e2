using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Strategies;

/// <summary>Loads a script that a document names and carries its findings over.</summary>
internal static class ScriptFindings
{
    /// <summary>What the script holds, or <see langword="null"/> after an error: one in the script's own file and one where the document names it.</summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="place">The text that names it in the document.</param>
    public static DocumentScript? Load(DocumentScope scope, string file, SourceValue place)
    {
        var script = scope.Scripts.Load(file);
        foreach (var finding in script.Findings)
            scope.OtherFiles.Add(Of(finding, scope.Shown(Path.GetFullPath(finding.File, scope.Folder))));
        var errors = script.Findings.Count(f => f.IsError);
        if (errors == 0)
            return script;
        scope.Diagnostics.Error(DiagnosticRule.ScriptProblem, place.Path, $"the script '{place.Text}' has {errors} {(errors == 1 ? "error" : "errors")}");
        return null;
    }

    private static Diagnostic Of(ScriptFinding finding, string file) => new()
    {
        Severity = finding.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        Rule = DiagnosticRule.ScriptProblem,
        File = file,
        Line = finding.Line,
        Column = finding.Column,
        Message = $"{finding.Code}: {finding.Message}",
    };
}
