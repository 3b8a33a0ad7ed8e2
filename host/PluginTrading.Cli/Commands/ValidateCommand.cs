using System.ComponentModel;
using PluginTrading.Documents;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Reports;
using PluginTrading.Service.Scripts;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading validate</c>: every error of strategies, sessions, instruments and plugin manifests at once. Exit code 0 valid, 1 invalid, 2 could not run.</summary>
internal sealed class ValidateCommand(IAnsiConsole console) : Command<ValidateCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Validate(settings, token), cancellationToken);

    private int Validate(Settings settings, CancellationToken cancellationToken)
    {
        var files = DocumentFiles.Find(settings.Files);
        var problems = files.Problems.Concat(PluginFolders.Missing(settings.PluginFolders)).ToList();
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        if (problems.Count > 0)
            return CommandOutcome.CouldNotRun;

        using var plugins = PluginFolders.Load(settings.PluginFolders);
        var reader = new DocumentReader(plugins.Components, HostScripts.Create(Environment.GetEnvironmentVariable));
        var documents = new List<ValidatedDocument>();
        foreach (var file in files.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            documents.Add(reader.Validate(file.Path, kindIsOptional: !file.IsNamed));
        }

        var unloaded = new UnloadedPlugins(plugins.Reports);
        var report = unloaded.Explain(Report.Of(documents));
        unloaded.WriteWarnings(Console.Error);
        return Show(report, settings.Format);
    }

    private int Show(Report report, ReportFormat format)
    {
        if (report.Documents == 0)
        {
            Console.Error.WriteLine("There is no document of a known kind (strategy, session, instrument, plugin.json) in the given folders.");
            return CommandOutcome.CouldNotRun;
        }

        var terminal = console.Profile.Out.IsTerminal && console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        report.Write(console.Profile.Out.Writer, format, colour: terminal);
        console.Profile.Out.Writer.Flush();
        if (report.Diagnostics.Any(d => d.Rule == DiagnosticRule.Unreadable))
            return CommandOutcome.CouldNotRun;
        return report.Errors > 0 ? CommandOutcome.BadInput : CommandOutcome.Done;
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<FILES>")]
        [Description("Documents, folders or patterns such as 'strategies/**/*.json'. In a folder every .json file is looked at, except below bin, obj, node_modules and names that begin with a dot; those of no known kind are passed over.")]
        public string[] Files { get; init; } = [];

        [CommandOption("-f|--format <FORMAT>")]
        [Description("text, json, sarif (2.1.0) or github (workflow commands).")]
        [DefaultValue(ReportFormat.Text)]
        public ReportFormat Format { get; init; }

        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The plugins that come with the host are always there.")]
        public string[] PluginFolders { get; init; } = [];
    }
}
