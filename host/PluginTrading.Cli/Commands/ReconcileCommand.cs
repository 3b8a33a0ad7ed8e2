using System.ComponentModel;
using PluginTrading.Cli.Results;
using PluginTrading.Cli.Sessions;
using PluginTrading.Documents.Sessions;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading reconcile --dry-run</c>: what a live session would do about each difference between its journal and the venue.</summary>
internal sealed class ReconcileCommand(IAnsiConsole console) : Command<ReconcileCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Compare(settings, token), cancellationToken);

    private int Compare(Settings settings, CancellationToken cancellationToken)
    {
        using var plugins = PluginFolders.Load(settings.Plugins);
        if (SessionPlace.Find(settings.Home, settings.Session) is not { } folder)
            return CommandOutcome.BadInput;
        JournalHeader header;
        using (var journal = JournalReader.Open(folder.Journal))
            header = journal.Header;
        if (SessionPlace.Document(header, plugins) is not { } document)
            return CommandOutcome.BadInput;
        if (document.SessionType != SessionType.Live)
        {
            Console.Error.WriteLine($"Session {folder.Key} is of type {document.SessionType.ToString().ToLowerInvariant()}; only a live session has an account to compare with.");
            return CommandOutcome.BadInput;
        }

        var services = new SessionServices { Time = TimeProvider.System };
        var plan = new SessionPlanner(plugins.Components, services, Environment.GetEnvironmentVariable).PlanAsync(document, cancellationToken).GetAwaiter().GetResult();
        var differences = ReconciliationPreview.CompareAsync(plan, plugins.Components, folder, services, cancellationToken).GetAwaiter().GetResult();
        if (differences.Count == 0)
        {
            console.WriteLine("The session and the venue agree.");
            return CommandOutcome.Done;
        }

        ResultSummary.Unwrap(console);
        var table = FigureGrid.Plain();
        table.AddColumns("symbol", "difference", "what", "a running session would");
        foreach (var difference in differences)
            table.AddRow(difference.Symbol ?? "", difference.Kind.ToString(), Markup.Escape(difference.Text), difference.Action.ToString().ToLowerInvariant());
        console.Write(table);
        return CommandOutcome.Done;
    }

    internal sealed class Settings : JournalSettings
    {
        [CommandOption("--dry-run")]
        [Description("Show the plan and do nothing. A running session does it by itself, so nothing else is offered.")]
        public bool DryRun { get; init; }

        public override ValidationResult Validate() => DryRun
            ? ValidationResult.Success()
            : ValidationResult.Error("A running session reconciles itself, at its start, after each reconnect and every 10 s; to see what it would do, give --dry-run.");
    }
}
