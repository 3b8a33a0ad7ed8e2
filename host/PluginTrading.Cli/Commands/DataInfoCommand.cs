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
            Console.Out.WriteLine(dataSet.Manifest.Files.Count == 1 ? "The file is as the manifest says." : $"All {dataSet.Manifest.Files.Count} files are as the manifest says.");
        return problems is { Count: > 0 } ? CommandOutcome.BadInput : CommandOutcome.Done;
    }

    private static IReadOnlyList<string> Verify(DataSet dataSet, CancellationToken cancellationToken) =>
        DataProgress.Show("verifying", show => dataSet.Verify(new Share(show, dataSet.Manifest.Files.Sum(f => f.Bytes)), cancellationToken));

    private static void WriteTable(DataSet dataSet)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var title in new[] { "symbol", "kind", "rows", "first (UTC)", "last (UTC)", "days", "longest gap", "MB" })
            table.AddColumn(new TableColumn(title) { NoWrap = true, Padding = new Padding(0, 0, 2, 0), Alignment = title is "rows" or "MB" ? Justify.Right : Justify.Left });
        foreach (var series in SeriesSummary.Of(dataSet))
        {
            table.AddRow(
                Markup.Escape(series.Symbol),
                KindNames.Of(series.Kind),
                series.Rows.ToString("N0", CultureInfo.InvariantCulture),
                Seconds(series.FirstTime),
                Seconds(series.LastTime),
                series.MissingDays == 0 ? Invariant($"{series.Days}") : Invariant($"{series.Days} of {series.Days + series.MissingDays}"),
                TimeSpan.FromSeconds(series.LongestGapNanoseconds / Timestamp.PerSecond).ToString("g", CultureInfo.InvariantCulture),
                Invariant($"{series.Bytes / 1e6:0.0}"));
        }

        // A row that a narrow terminal folds is easier to read than cells that are cut.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
        foreach (var symbol in dataSet.Symbols.Where(dataSet.IsFromKlines))
            Console.Out.WriteLine($"{symbol}: trades were made up from klines");
        Console.Out.WriteLine($"digest {dataSet.Digest}");
    }

    private static string Seconds(Timestamp time) => time.ToString()[..19].Replace('T', ' ');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

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
