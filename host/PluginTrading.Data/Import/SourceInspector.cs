using System.Text;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Reads the header and the first rows of a file and settles how all of it is read.</summary>
internal sealed class SourceInspector(ImportRequest request, double contractSize)
{
    private const int RowsSampled = 1000;
    private const int MostRowsSearched = 500_000;

    private static readonly ColumnRole[] PriceRoles =
        [ColumnRole.Price, ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close, ColumnRole.Bid, ColumnRole.Ask, ColumnRole.MarkPrice];

    private static readonly ColumnRole[] QuantityRoles = [ColumnRole.Quantity, ColumnRole.Volume, ColumnRole.BidQuantity, ColumnRole.AskQuantity];

    /// <exception cref="SourceProblemException">The file cannot be read as asked for.</exception>
    public SourceLayout Inspect(SourceFile source)
    {
        using var stream = source.Open();
        var lines = new LineReader(stream.Text);
        try
        {
            if (!lines.TryRead(out var first))
                throw Problem(source, lines.LineNumber, "", "has no line but comments and blank ones; expected a CSV file with a header line.");
            var header = HeaderLine.Read(source.Name, lines.LineNumber, first);
            var finder = new ColumnFinder(source.Name, header, request);
            var kind = finder.FindKind();
            var columns = finder.FindColumns(kind);
            var filter = Filter(finder, columns);
            var samples = new SampleRows(header, filter, columns);
            if (!header.IsHeader)
                samples.Add(first, lines.LineNumber);
            while (samples.Rows.Count < RowsSampled && samples.Seen < MostRowsSearched && lines.TryRead(out var line))
                samples.Add(line, lines.LineNumber);
            CheckSamples(source, header, filter, samples, lines.LineNumber);
            return Layout(source, header, kind, columns, filter, samples);
        }
        catch (LineTooLongException exception)
        {
            throw Problem(source, lines.LineNumber + 1, "", exception.Message);
        }
        catch (InvalidDataException exception)
        {
            throw Problem(source, lines.LineNumber + 1, "", SourceReader.Damage(exception));
        }
    }

    private static SourceProblemException Problem(SourceFile source, long line, string column, string text) =>
        new(new ImportProblem(source.Name, line, column, text, IsFatal: true));

    private static void CheckSamples(SourceFile source, HeaderLine header, RowFilter filter, SampleRows samples, long lastLine)
    {
        if (samples.Rows.Count > 0)
            return;
        throw Problem(source, lastLine, "", samples.Seen == 0
            ? "has a header line and no rows; expected data."
            : filter.OtherSymbols.Count > 0
                ? $"has no row of the symbol in its first {samples.Seen} rows; it has {string.Join(", ", filter.OtherSymbols)}. Choose one with --where COLUMN=VALUE."
                : samples.WrongWidth == samples.Seen
                    ? $"has no row with {header.Names.Count} columns as the first line has; expected rows like it."
                    : $"has no row that --where chooses in its first {samples.Seen} rows.");
    }

    private RowFilter Filter(ColumnFinder finder, Dictionary<ColumnRole, int> columns)
    {
        var conditions = request.Where.Select(w => (Column: finder.IndexOf(w.Column, "--where"), Value: Encoding.UTF8.GetBytes(w.Value))).ToList();
        int Unless(ColumnRole role) => columns.TryGetValue(role, out var index) && conditions.TrueForAll(c => c.Column != index) ? index : -1;
        return new RowFilter(request.Symbol, Unless(ColumnRole.Symbol), Unless(ColumnRole.Exchange), conditions);
    }

    private SourceLayout Layout(SourceFile source, HeaderLine header, ImportKind kind, Dictionary<ColumnRole, int> columns, RowFilter filter, SampleRows samples)
    {
        var rows = samples.Rows;
        var notes = new List<string>();
        DropSideThatIsNone(columns, rows);
        var time = Time(source, header, columns, samples);
        var times = rows.Select(r => time.TryRead(r[ColumnRole.Time], out var t) ? t : (Timestamp?)null).OfType<Timestamp>().ToList();
        if (times.Count == 0)
            throw Problem(source, samples.FirstLine, header.Names[columns[ColumnRole.Time]], $"is '{Encoding.UTF8.GetString(rows[0][ColumnRole.Time])}' in the first row; expected {time.Description}.");
        var isNewestFirst = !request.Sort && IsFalling(times);
        notes.Add($"columns: {string.Join(", ", columns.OrderBy(c => c.Key).Select(c => $"{c.Key.Name()}={header.Names[c.Value]}"))}; {time.Description}");
        if (isNewestFirst)
            notes.Add("rows are newest first and were reversed");
        return new SourceLayout
        {
            Source = source,
            Delimiter = header.Delimiter,
            Header = header.Names,
            HasHeader = header.IsHeader,
            Kind = kind,
            Columns = columns,
            Filter = filter,
            Time = time,
            IsNewestFirst = isNewestFirst,
            KlineNanoseconds = kind == ImportKind.Klines ? KlineLength(source, samples.FirstLine, times, notes) : 0,
            QuantityUnit = QuantityUnit(header, kind, notes),
            FirstRowTime = isNewestFirst ? times[^1] : times[0],
            PriceDecimals = samples.MostDecimals(PriceRoles),
            QuantityDecimals = samples.MostDecimals(QuantityRoles),
            Notes = notes,
        };
    }

    /// <summary>A column <c>type</c> is the taker side on some venues and the order type on others.</summary>
    private void DropSideThatIsNone(Dictionary<ColumnRole, int> columns, List<Dictionary<ColumnRole, byte[]>> rows)
    {
        if (columns.ContainsKey(ColumnRole.Side) && !request.Columns.ContainsKey(ColumnRole.Side) && rows.TrueForAll(r => TakerSides.Parse(r[ColumnRole.Side]) is null))
            columns.Remove(ColumnRole.Side);
    }

    private TimeFormat Time(SourceFile source, HeaderLine header, Dictionary<ColumnRole, int> columns, SampleRows samples)
    {
        if (request.TimeFormat is { } name)
            return TimeFormat.Named(name);
        try
        {
            return TimeFormat.Guess([.. samples.Rows.Select(r => r[ColumnRole.Time])]);
        }
        catch (DataSetException exception)
        {
            throw Problem(source, samples.FirstLine, header.Names[columns[ColumnRole.Time]], exception.Message);
        }
    }

    private static bool IsFalling(List<Timestamp> times)
    {
        for (var i = 1; i < times.Count; i++)
        {
            if (times[i] > times[i - 1])
                return false;
        }

        return times[^1] < times[0];
    }

    private long KlineLength(SourceFile source, long firstLine, List<Timestamp> times, List<string> notes)
    {
        if (request.KlineSeconds is { } seconds)
            return Timestamp.DurationOf(seconds);
        var distances = times.Zip(times.Skip(1), (a, b) => Math.Abs(b.Nanoseconds - a.Nanoseconds)).Where(d => d > 0).ToList();
        if (distances.Count == 0)
            throw Problem(source, firstLine, "", "is the only kline of the file, so that its length is not known; give --kline-seconds.");
        var length = distances.Min();
        notes.Add($"from klines of {length / (double)Timestamp.PerSecond} s: each became four trades of a quarter of its volume");
        return length;
    }

    private double QuantityUnit(HeaderLine header, ImportKind kind, List<string> notes)
    {
        var isMexcFutures = kind == ImportKind.Klines && header.Names.Any(n => ColumnNames.Normalize(n) == "realopen");
        if (!(request.QuantityIsContracts ?? isMexcFutures))
            return 1;
        notes.Add(FormattableString.Invariant($"quantities are contracts of {contractSize} base asset{(request.QuantityIsContracts is null ? " (as in MEXC's futures klines)" : "")}"));
        return contractSize;
    }
}
