using System.Globalization;
using PluginTrading.Data.Import;
using PluginTrading.Documents;
using PluginTrading.Documents.Reports;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Scripts;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading data import</c>: CSV files into a data set.</summary>
internal sealed class DataImportCommand : Command<DataImportSettings>
{
    public override int Execute(CommandContext context, DataImportSettings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Import(settings, token), cancellationToken);

    private static int Import(DataImportSettings settings, CancellationToken cancellationToken)
    {
        Instrument? instrument = null;
        if (settings.InstrumentFile is { } file && (instrument = ReadInstrument(file)) is null)
            return CommandOutcome.BadInput;
        var request = settings.ToRequest(instrument);
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

    /// <summary>The instrument, or <see langword="null"/> when the file has errors, which have then been shown.</summary>
    private static Instrument? ReadInstrument(string file)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"{file}: there is no such file; expected the rules of a contract as JSON. Leave --instrument out to be shown a file to begin with.");
        var result = new DocumentReader(new ComponentCatalog(), HostScripts.Create(Environment.GetEnvironmentVariable)).ReadInstrument(file);
        if (result.Diagnostics.Count > 0)
            new Report { Diagnostics = result.Diagnostics, Documents = 1 }.Write(Console.Error, ReportFormat.Text, colour: !Console.IsErrorRedirected);
        return result.Value;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Share(Action<double, string> show) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            show(value.BytesTotal == 0 ? 1 : value.BytesDone / (double)value.BytesTotal, Invariant($"{value.Rows:N0} rows"));
    }
}
