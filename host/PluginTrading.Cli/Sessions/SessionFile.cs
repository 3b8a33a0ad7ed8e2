using PluginTrading.Cli.Commands;
using PluginTrading.Documents;
using PluginTrading.Documents.Reports;
using PluginTrading.Documents.Sessions;
using PluginTrading.Plugins;

namespace PluginTrading.Cli.Sessions;

/// <summary>Reads a session against the loaded plugins; findings go to standard error.</summary>
internal static class SessionFile
{
    /// <summary>The session, or <see langword="null"/> when it has errors, which have then been shown.</summary>
    public static SessionDocument? Read(string path, LoadedPlugins plugins)
    {
        var unloaded = new UnloadedPlugins(plugins.Reports);
        var result = new DocumentReader(plugins.Components, ScriptFolder.Scripts()).ReadSession(path);
        if (result.Diagnostics.Count > 0)
        {
            var report = new Report { Diagnostics = result.Diagnostics, Documents = result.Diagnostics.Select(d => d.File).Distinct().Count() };
            unloaded.Explain(report).Write(Console.Error, ReportFormat.Text, colour: !Console.IsErrorRedirected);
        }

        unloaded.WriteWarnings(Console.Error);
        return result.Value;
    }
}
