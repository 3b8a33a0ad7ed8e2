using System.Text;
using PluginTrading.Cli.Commands;
using PluginTrading.Documents;
using PluginTrading.Documents.Reports;
using PluginTrading.Documents.Sessions;
using PluginTrading.Plugins;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Scripts;
using PluginTrading.Service.Sessions;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Sessions;

/// <summary>Where paper and live sessions keep their journals, and how one is found again.</summary>
internal static class SessionPlace
{
    /// <summary>The given folder, else <c>sessions</c> beside the default store.</summary>
    public static string Folder(string? home) =>
        Path.GetFullPath(home ?? Path.Combine(Path.GetDirectoryName(StoreLocation.Resolve(null, Environment.GetEnvironmentVariable))!, "sessions"));

    /// <summary>The session of that key, or <see langword="null"/> after saying which there are.</summary>
    public static SessionFolder? Find(string? home, string key)
    {
        var root = Folder(home);
        if (SessionFolder.Find(root, key) is { } folder)
            return folder;
        var known = SessionFolder.All(root).Select(f => f.Key).ToList();
        Console.Error.WriteLine($"There is no session '{key}' in {root}; found: {(known.Count == 0 ? "none" : string.Join(", ", known))}.");
        return null;
    }

    /// <summary>The document that a journal begins with, read against the present plugins; <see langword="null"/> when it has errors, which were then shown.</summary>
    public static SessionDocument? Document(JournalHeader header, LoadedPlugins plugins)
    {
        var unloaded = new UnloadedPlugins(plugins.Reports);
        var result = new DocumentReader(plugins.Components, HostScripts.Create(Environment.GetEnvironmentVariable))
            .ReadSession(header.DocumentPath ?? header.SessionKey, Encoding.UTF8.GetBytes(header.Document), header.Folder);
        var report = unloaded.Explain(new Report { Diagnostics = result.Diagnostics, Documents = 1 });
        // Its warnings were shown when it was started.
        if (result.Value is null)
            report.Write(Console.Error, ReportFormat.Text, colour: !Console.IsErrorRedirected);
        return result.Value;
    }
}
