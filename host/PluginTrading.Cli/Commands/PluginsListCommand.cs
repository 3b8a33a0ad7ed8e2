using System.ComponentModel;
using System.Text.Json;
using PluginTrading.Plugins;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading plugins list</c>: what was found in the plugin folders and what became of it. Exit code 1 when one could not be loaded.</summary>
internal sealed class PluginsListCommand(IAnsiConsole console) : Command<PluginsListCommand.Settings>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public sealed class Settings : CommandSettings
    {
        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The plugins that come with the host are always listed.")]
        public string[] Folders { get; init; } = [];

        [CommandOption("--json")]
        [Description("Write JSON instead of text.")]
        public bool IsJson { get; init; }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(_ => List(settings), cancellationToken);

    private int List(Settings settings)
    {
        using var plugins = PluginFolders.Load(settings.Folders);
        if (settings.IsJson)
            console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(plugins.Reports.Select(Entry), Json));
        else
            Write(plugins.Reports, PluginSearchPath.Folders(settings.Folders, []));
        return plugins.Reports.All(report => report.Status == PluginStatus.Loaded) ? CommandOutcome.Done : CommandOutcome.BadInput;
    }

    private void Write(IReadOnlyList<PluginReport> reports, IReadOnlyList<string> folders)
    {
        // Plain lines: they are as readable in a log as in a terminal, and nothing is cut off.
        var writer = console.Profile.Out.Writer;
        foreach (var report in reports)
        {
            var name = report.Manifest is { } manifest ? $"{manifest.Id} {manifest.Version}" : Path.GetFileName(report.Folder);
            writer.WriteLine($"{name}: {StatusName(report.Status)}");
            writer.WriteLine($"  folder    {report.Folder}");
            if (report.Reason.Length > 0)
                writer.WriteLine($"  reason    {report.Reason}");
            foreach (var warning in report.Warnings)
                writer.WriteLine($"  warning   {warning}");
            if (report.Manifest is { Provides.Count: > 0 } provider)
                writer.WriteLine($"  provides  {string.Join(", ", provider.Provides)}");
            if (report.ContentHash is { } hash)
                writer.WriteLine($"  sha256    {hash}");
        }

        if (reports.Count == 0)
            writer.WriteLine($"No plugins in {string.Join(", ", folders)}.");
    }

    private static object Entry(PluginReport report) => new
    {
        Id = report.Manifest?.Id,
        Version = report.Manifest?.Version,
        Status = StatusName(report.Status),
        report.Reason,
        report.Folder,
        Sha256 = report.ContentHash,
        Provides = report.Manifest?.Provides ?? [],
        report.Warnings,
    };

    private static string StatusName(PluginStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
