using System.Globalization;
using PluginTrading.Data.Import;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading data import</c>: CSV files into a data set.</summary>
internal sealed class DataImportCommand : Command<DataImportSettings>
{
    public override int Execute(CommandContext context, DataImportSettings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Import(settings, token), cancellationToken);

    private static int Import(DataImportSettings settings, CancellationToken cancellationToken)
    {
        var request = settings.ToRequest();
        var report = DataProgress.Show("importing", show => DataImporter.Run(request, new Share(show), cancellationToken));
        foreach (var source in report.Sources)
        {
            Console.Out.WriteLine(Invariant($"{source.File}: {source.Rows} rows of {source.Kind.ToString().ToLowerInvariant()}, {source.Events} events"));
            foreach (var note in source.Notes)
                Console.Out.WriteLine($"  {note}");
        }

        foreach (var warning in report.Warnings)
            Console.Out.WriteLine($"warning: {warning}");
        foreach (var problem in report.Problems)
            Console.Error.WriteLine(problem);
        if (report.ProblemCount > report.Problems.Count)
            Console.Error.WriteLine(Invariant($"… and {report.ProblemCount - report.Problems.Count} more"));
        if (report.IsRefused)
        {
            Console.Error.WriteLine(Invariant($"Refused: {report.ProblemCount} problem{(report.ProblemCount == 1 ? "" : "s")}; nothing was written to {settings.Out}.")
                + (report.Problems.Any(p => p.IsFatal) ? "" : " --drop-bad leaves bad rows out."));
            return CommandOutcome.BadInput;
        }

        Console.Out.WriteLine(Invariant($"Imported {report.Events} events of {settings.Symbol} into {settings.Out}")
            + (report.Dropped > 0 ? Invariant($"; {report.Dropped} bad row{(report.Dropped == 1 ? " was" : "s were")} dropped.") : "."));
        return CommandOutcome.Done;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Share(Action<double, string> show) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            show(value.BytesTotal == 0 ? 1 : value.BytesDone / (double)value.BytesTotal, Invariant($"{value.Rows:N0} rows"));
    }
}
