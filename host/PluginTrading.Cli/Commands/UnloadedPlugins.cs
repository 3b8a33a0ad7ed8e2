using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Reports;
using PluginTrading.Plugins;

namespace PluginTrading.Cli.Commands;

/// <summary>The plugins that were found and could not be loaded: explained where a document needs one, else a warning. A second copy of a loaded version is missed by nobody.</summary>
internal sealed class UnloadedPlugins(IReadOnlyList<PluginReport> reports)
{
    private readonly List<PluginReport> _reports = [.. reports.Where(r => r.Status != PluginStatus.Loaded && !reports.Any(other => IsCopy(r, other)))];
    private readonly HashSet<PluginReport> _needed = [];

    /// <summary>The same findings; where one is about a name that a plugin here would have provided, it says why that is not there.</summary>
    public Report Explain(Report report) => report with { Diagnostics = [.. report.Diagnostics.Select(Explain)] };

    /// <summary>A line about each plugin that no finding has explained.</summary>
    public void WriteWarnings(TextWriter output)
    {
        foreach (var report in _reports.Where(r => !_needed.Contains(r)))
            output.WriteLine($"warning: the plugin in {report.Folder} is not loaded ({StatusOf(report)}): {report.Reason}");
    }

    private Diagnostic Explain(Diagnostic diagnostic)
    {
        if (diagnostic.Found is not { } name || _reports.Find(r => WouldProvide(r, diagnostic.Rule, name)) is not { } report)
            return diagnostic;
        _needed.Add(report);
        return diagnostic with { Message = $"{diagnostic.Message}; the plugin in {report.Folder} would, but is not loaded ({StatusOf(report)}): {report.Reason.TrimEnd('.')}" };
    }

    private static bool IsCopy(PluginReport report, PluginReport other) =>
        report.Status == PluginStatus.DuplicateId && other.Status == PluginStatus.Loaded
        && (other.Manifest?.Id, other.Manifest?.Version) == (report.Manifest?.Id, report.Manifest?.Version);

    private static bool WouldProvide(PluginReport report, DiagnosticRule rule, string name)
    {
        if (report.Manifest is not { } manifest)
            return false;
        if (rule == DiagnosticRule.UnknownConditionType)
            return manifest.Provides.Contains($"indicator:{name}");
        return rule == DiagnosticRule.UnknownComponent && name.StartsWith(manifest.Id + "/", StringComparison.Ordinal);
    }

    private static string StatusOf(PluginReport report) => JsonNamingPolicy.SnakeCaseLower.ConvertName(report.Status.ToString());
}
