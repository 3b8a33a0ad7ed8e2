using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Reads the files of an import, kind by kind, into a data set that is being written.</summary>
internal sealed class ImportRun(ImportRequest request, DataSetWriter writer, ProblemList problems, IProgress<ImportProgress>? progress, long bytesTotal)
{
    private readonly List<SourceReport> _reports = [];
    private readonly List<string> _warnings = [];
    private long _bytesBefore;
    private long _rowsBefore;

    public IReadOnlyList<SourceReport> Reports => _reports;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Events handed to the data set.</summary>
    public long Events { get; private set; }

    /// <param name="kind">What the files hold.</param>
    /// <param name="layouts">Files of that kind, in order of time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Read(MarketEventKind kind, IReadOnlyList<SourceLayout> layouts, CancellationToken cancellationToken)
    {
        if (layouts.Any(l => l.Kind == ImportKind.Klines) && layouts.Any(l => l.Kind == ImportKind.Trades))
        {
            problems.Add(new ImportProblem(
                layouts.First(l => l.Kind == ImportKind.Klines).Source.Name, 0, "", "has klines, and another file the trades they are made of; expected one or the other.", IsFatal: true));
            return;
        }

        var appender = writer.Append(request.Symbol, kind);
        var sequence = new EventSequence(appender, layouts, request.Sort, Path.Combine(writer.SpillPath, KindNames.Of(kind)));
        var spans = new List<(SourceLayout Layout, Timestamp First, Timestamp Last)>();
        foreach (var layout in layouts)
        {
            var reader = new SourceReader(layout, problems);
            var report = reader.Read(sequence, ReportProgress, cancellationToken);
            spans.Add((layout, reader.Earliest, reader.Latest));
            Add(report, layout, kind);
        }

        CheckOverlap(spans);

        // Bad files are read to the end for the sake of the report, but sorted only when they will be kept.
        if (problems.Count == 0 || (request.DropBad && !problems.HasFatal))
            sequence.Finish(cancellationToken);
        Events += appender.Count;
        if (sequence.RepeatedCount > 0)
        {
            _warnings.Add($"{sequence.RepeatedCount} trades equal an earlier one of the same time in price, quantity and side; the files have no ids, "
                + "so they may be real or downloaded twice, and were kept");
        }
    }

    private void Add(SourceReport report, SourceLayout layout, MarketEventKind kind)
    {
        _reports.Add(report);
        _bytesBefore += layout.Source.Bytes;
        _rowsBefore += report.Rows;
        writer.AddSource(new SourceNote
        {
            Symbol = request.Symbol,
            Kind = kind,
            Name = layout.Source.ShortName,
            Note = string.Join("; ", report.Notes.Skip(1).Append(report.Bad > 0 ? $"{report.Bad} bad rows were dropped" : "").Where(n => n.Length > 0)),
            FromKlines = layout.Kind == ImportKind.Klines,
        });
    }

    private void ReportProgress(long bytes, long rows) => progress?.Report(new ImportProgress(Math.Min(_bytesBefore + bytes, bytesTotal), bytesTotal, _rowsBefore + rows));

    /// <summary>Rows of a newest-first file are not compared with those of the other files one by one, so the files are.</summary>
    private void CheckOverlap(List<(SourceLayout Layout, Timestamp First, Timestamp Last)> spans)
    {
        if (request.Sort || spans.TrueForAll(s => !s.Layout.IsNewestFirst))
            return;
        var inOrder = spans.Where(s => s.First <= s.Last).OrderBy(s => s.First).ToList();
        for (var i = 1; i < inOrder.Count; i++)
        {
            if (inOrder[i].First < inOrder[i - 1].Last)
            {
                problems.Add(new ImportProblem(
                    inOrder[i].Layout.Source.Name, 0, "", $"begins at {inOrder[i].First}, before {inOrder[i - 1].Layout.Source.Name} ends at {inOrder[i - 1].Last}; expected files one after the other (--sort sorts them).",
                    IsFatal: true));
            }
        }
    }
}
