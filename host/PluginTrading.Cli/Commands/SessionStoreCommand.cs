using System.ComponentModel;
using System.Globalization;
using PluginTrading.Cli.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Storage;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading session store</c>: stores what a session's journal holds and the store lacks.</summary>
internal sealed class SessionStoreCommand : Command<SessionStoreCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Store(settings, token), cancellationToken);

    private static int Store(Settings settings, CancellationToken cancellationToken)
    {
        using var plugins = PluginFolders.Load(settings.Plugins);
        if (SessionPlace.Find(settings.Home, settings.Session) is not { } folder)
            return CommandOutcome.BadInput;
        if (folder.IsInUse)
        {
            Console.Error.WriteLine($"Session {folder.Key} runs: it stores what it does by itself. Stop it first.");
            return CommandOutcome.BadInput;
        }

        using var journal = JournalReader.Open(folder.Journal);
        if (SessionPlace.Document(journal.Header, plugins) is not { } document)
            return CommandOutcome.BadInput;
        using var store = StoreSettings.Open(settings.Store);
        var plan = SessionPlanner.Replay(document, journal.Header);
        var stored = StoredSession.Open(store, plan, folder, TimeProvider.System, Log);
        var figures = new SessionFigures(plan.Description);
        var result = SessionReplay.Run(plan, plugins.Components, journal, new Both(figures, stored), cancellationToken);
        var isStored = stored.EndAsync(figures.Result(result.Events, result.Time, result.Difference is null), result.Time, SessionStatus.Stopped, "stored from its journal").GetAwaiter().GetResult();
        if (result.Difference is { } difference)
            Console.Error.WriteLine($"From input {difference.Sequence} on the strategies decide otherwise than they did: what follows is not stored. See plugintrading replay {folder.Key}.");
        if (!isStored || result.Difference is not null)
            return isStored ? CommandOutcome.BadInput : CommandOutcome.CouldNotRun;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored {result.Inputs:N0} inputs, those behind {stored.LastSequence:N0} anew, as {stored.Id}: plugintrading session show {folder.Key}"));
        return CommandOutcome.Done;
    }

    private static void Log(AlertSeverity severity, string text) => Console.Error.WriteLine(text);

    private sealed class Both(SessionFigures figures, StoredSession stored) : ISessionSink
    {
        public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
        {
            figures.Take(sequence, effects);
            stored.Take(sequence, effects);
        }
    }

    internal sealed class Settings : JournalSettings
    {
        [CommandOption("--store <PLACE>")]
        [Description(StoreSettings.Description)]
        public string? Store { get; init; }
    }
}
