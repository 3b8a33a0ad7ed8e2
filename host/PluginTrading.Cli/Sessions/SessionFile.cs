using PluginTrading.Documents;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Reports;
using PluginTrading.Documents.Sessions;
using PluginTrading.Plugins;
using PluginTrading.Service.Scripts;

namespace PluginTrading.Cli.Sessions;

/// <summary>Loads plugins and reads a session against them; findings go to standard error.</summary>
internal static class SessionFile
{
    /// <summary>The session, or <see langword="null"/> when it has errors, which have then been shown.</summary>
    public static SessionDocument? Read(string path, LoadedPlugins plugins)
    {
        foreach (var report in plugins.Reports.Where(r => r.Status is not (PluginStatus.Loaded or PluginStatus.DuplicateId)))
            Console.Error.WriteLine($"warning: the plugin in {report.Folder} was not loaded: {report.Reason}");
        var result = new DocumentReader(plugins.Components, HostScripts.Create(Environment.GetEnvironmentVariable)).ReadSession(path);
        if (result.Diagnostics.Count > 0)
            Show(result.Diagnostics);
        return result.Value;
    }

    private static void Show(IReadOnlyList<Diagnostic> diagnostics)
    {
        var report = new Report { Diagnostics = diagnostics, Documents = diagnostics.Select(d => d.File).Distinct().Count() };
        report.Write(Console.Error, ReportFormat.Text, colour: !Console.IsErrorRedirected);
    }
}
