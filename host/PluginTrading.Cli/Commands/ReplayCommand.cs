using System.Globalization;
using PluginTrading.Cli.Sessions;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading replay</c>: proves that a session's decisions follow from its journal.</summary>
internal sealed class ReplayCommand : Command<JournalSettings>
{
    public override int Execute(CommandContext context, JournalSettings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Replay(settings, token), cancellationToken);

    private static int Replay(JournalSettings settings, CancellationToken cancellationToken)
    {
        using var plugins = PluginFolders.Load(settings.Plugins);
        if (SessionPlace.Find(settings.Home, settings.Session) is not { } folder)
            return CommandOutcome.BadInput;
        using var journal = JournalReader.Open(folder.Journal);
        if (SessionPlace.Document(journal.Header, plugins) is not { } document)
            return CommandOutcome.BadInput;
        var result = SessionReplay.Run(SessionPlanner.Replay(document, journal.Header), plugins.Components, journal, null, cancellationToken);
        var scope = string.Create(CultureInfo.InvariantCulture, $"{result.Decisions:N0} decisions over {result.Inputs:N0} inputs");
        foreach (var changed in result.ChangedStrategies)
            Console.Error.WriteLine($"warning: {changed}{(result.Difference is null ? "; it decides as before" : "")}");
        if (result.Difference is not { } difference)
        {
            Console.Out.WriteLine($"equal: {scope}");
            Console.Out.WriteLine($"sha256:{result.Hash}");
            return CommandOutcome.Done;
        }

        Console.Out.WriteLine($"different after {scope}:");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  sequence  {difference.Sequence} ({result.Time})"));
        Console.Out.WriteLine($"  strategy  {difference.StrategyName} on {difference.Symbol}");
        Console.Out.WriteLine($"  section   {difference.Section ?? "none"}, {difference.Kind}");
        Console.Out.WriteLine($"  field     {difference.Field ?? "the whole decision"}");
        Console.Out.WriteLine($"  recorded  {difference.Recorded ?? "nothing"}");
        Console.Out.WriteLine($"  replayed  {difference.Replayed ?? "nothing"}");
        return CommandOutcome.BadInput;
    }
}
