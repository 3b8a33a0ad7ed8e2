using PluginTrading.Cli.Commands;
using PluginTrading.Documents;
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
        var unloaded = new UnloadedPlugins(plugins.Reports);
        var result = new DocumentReader(plugins.Components, HostScripts.Create(Environment.GetEnvironmentVariable)).ReadSession(path);
        var report = unloaded.Explain(new Report { Diagnostics = result.Diagnostics, Documents = result.Diagnostics.Select(d => d.File).Distinct().Count() });
        unloaded.WriteWarnings(Console.Error);
        if (report.Diagnostics.Count > 0)
            report.Write(Console.Error, ReportFormat.Text, colour: !Console.IsErrorRedirected);
        return result.Value;
    }
}
