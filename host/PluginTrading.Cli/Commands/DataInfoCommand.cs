using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using PluginTrading.Data;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading data info</c>: what a data set holds, and whether it is whole.</summary>
internal sealed class DataInfoCommand : Command<DataInfoCommand.Settings>
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Show(settings, token), cancellationToken);

    private static int Show(Settings settings, CancellationToken cancellationToken)
    {
        var dataSet = DataSet.Open(settings.Folder);
        var problems = settings.Verify ? Verify(dataSet, cancellationToken) : null;
        if (settings.Json)
            WriteJson(dataSet, problems);
        else
            WriteTable(dataSet);
        foreach (var problem in problems ?? [])
            Console.Error.WriteLine(problem);
        if (problems is { Count: 0 } && !settings.Json)
            Console.Out.WriteLine($"All {dataSet.Manifest.Files.Count} files are as the manifest says.");
        return problems is { Count: > 0 } ? CommandOutcome.BadInput : CommandOutcome.Done;
    }

    private static IReadOnlyList<string> Verify(DataSet dataSet, CancellationToken cancellationToken) =>
        DataProgress.Show("verifying", show => dataSet.Verify(new Share(show, dataSet.Manifest.Files.Sum(f => f.Bytes)), cancellationToken));

    private static void WriteTable(DataSet dataSet)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("symbol", "kind", "rows", "first (UTC)", "last (UTC)", "days", "days missing", "longest gap", "size");
        foreach (var series in SeriesSummary.Of(dataSet))
        {
            table.AddRow(
                Markup.Escape(series.Symbol),
                KindNames.Of(series.Kind) + (series.Kind == MarketEventKind.Trade && dataSet.IsFromKlines(series.Symbol) ? " (from klines)" : ""),
                series.Rows.ToString("N0", CultureInfo.InvariantCulture),
                series.FirstTime.ToString()[..23],
                series.LastTime.ToString()[..23],
                series.Days.ToString(CultureInfo.InvariantCulture),
                series.MissingDays.ToString(CultureInfo.InvariantCulture),
                TimeSpan.FromSeconds(series.LongestGapNanoseconds / (double)Timestamp.PerSecond).ToString("g", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{series.Bytes / 1e6:0.0} MB"));
        }

        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 200);
        AnsiConsole.Write(table);
        Console.Out.WriteLine($"digest {dataSet.Digest}");
    }

    private static void WriteJson(DataSet dataSet, IReadOnlyList<string>? problems) => Console.Out.WriteLine(JsonSerializer.Serialize(
        new
        {
            Folder = dataSet.Folder,
            Digest = dataSet.Digest,
            Series = SeriesSummary.Of(dataSet).Select(s => new
            {
                s.Symbol,
                Kind = KindNames.Of(s.Kind),
                s.Rows,
                FirstTime = s.FirstTime.ToString(),
                LastTime = s.LastTime.ToString(),
                s.Days,
                s.MissingDays,
                LongestGapSeconds = s.LongestGapNanoseconds / (double)Timestamp.PerSecond,
                s.Bytes,
                FromKlines = s.Kind == MarketEventKind.Trade && dataSet.IsFromKlines(s.Symbol),
            }),
            Sources = dataSet.Manifest.Sources.Select(s => new { s.Symbol, Kind = KindNames.Of(s.Kind), s.Name, s.Note, s.FromKlines }),
            Verified = problems is null ? (bool?)null : problems.Count == 0,
            Problems = problems ?? [],
        },
        Snake));

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<DIR>")]
        [Description("Folder of the data set.")]
        public string Folder { get; init; } = "";

        [CommandOption("--verify")]
        [Description("Compare every file with its SHA-256.")]
        public bool Verify { get; init; }

        [CommandOption("--json")]
        [Description("Write JSON.")]
        public bool Json { get; init; }
    }

    private sealed class Share(Action<double, string> show, long total) : IProgress<DayFileEntry>
    {
        private long _done;

        public void Report(DayFileEntry value)
        {
            _done += value.Bytes;
            show(total == 0 ? 1 : _done / (double)total, value.Path);
        }
    }
}
