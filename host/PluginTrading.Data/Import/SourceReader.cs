using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Reads one file from its first row to its last.</summary>
internal sealed class SourceReader(SourceLayout layout, ProblemList problems)
{
    private const int RowsPerReport = 16_384;

    private readonly RowParser _parser = new(layout, problems);
    private long _rows;
    private long _events;
    private long _skipped;
    private long _bad;
    private long _withoutVolume;

    /// <summary>Time of the earliest event, the latest when there is none.</summary>
    public Timestamp Earliest { get; private set; } = new(long.MaxValue);

    /// <summary>Time of the latest event, the earliest when there is none.</summary>
    public Timestamp Latest { get; private set; } = new(long.MinValue);

    /// <summary>Reads all rows into a sequence. Whatever ends the reading early is reported as fatal.</summary>
    /// <param name="sequence">Takes the events.</param>
    /// <param name="progress">Told of bytes and rows of this file from time to time, and at its end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public SourceReport Read(EventSequence sequence, Action<long, long> progress, CancellationToken cancellationToken)
    {
        using var stream = layout.Source.Open();
        var lines = new LineReader(stream.Text);
        sequence.Begin(layout);
        try
        {
            var isHeader = layout.HasHeader;
            while (lines.TryRead(out var line))
            {
                if (!isHeader)
                    ReadRow(line, lines.LineNumber, sequence);
                isHeader = false;
                if (_rows % RowsPerReport != 0)
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                progress(stream.BytesRead, _rows);
            }
        }
        catch (LineTooLongException exception)
        {
            problems.Add(new ImportProblem(layout.Source.Name, lines.LineNumber + 1, "", exception.Message, IsFatal: true));
        }
        catch (InvalidDataException exception)
        {
            problems.Add(new ImportProblem(layout.Source.Name, lines.LineNumber + 1, "", Damage(exception), IsFatal: true));
        }

        progress(layout.Source.Bytes, _rows);
        return Report();
    }

    /// <summary>What is said of the line at which a compressed file stops making sense.</summary>
    public static string Damage(InvalidDataException exception) =>
        $"cannot be read: the file is damaged or truncated from here on ({exception.Message.TrimEnd('.')}); expected a whole file. Download it again.";

    private void ReadRow(ReadOnlySpan<byte> line, long lineNumber, EventSequence sequence)
    {
        _rows++;
        if (!_parser.Split(line, lineNumber, out var text))
        {
            _bad++;
        }
        else if (!_parser.IsWanted(text))
        {
            _skipped++;
        }
        else if (!_parser.TryParse(text, out var events) || !sequence.TryAdd(events, _parser.Id(text), lineNumber, _parser))
        {
            _bad++;
        }
        else if (events.Length == 0)
        {
            _withoutVolume++;
        }
        else
        {
            _events += events.Length;
            Earliest = events[0].Time < Earliest ? events[0].Time : Earliest;
            Latest = events[^1].Time > Latest ? events[^1].Time : Latest;
        }
    }

    private SourceReport Report()
    {
        var notes = new List<string>(layout.Notes);
        if (_withoutVolume > 0)
            notes.Add($"{_withoutVolume} klines without volume made no trades");
        if (_skipped > 0)
        {
            var others = layout.Filter.OtherSymbols;
            notes.Add($"{_skipped} rows {(others.Count > 0 ? $"of other symbols ({string.Join(", ", others)})" : "that --where leaves out")} were skipped");
        }

        return new SourceReport
        {
            File = layout.Source.Name,
            Kind = layout.Kind,
            Rows = _rows,
            Events = _events,
            Skipped = _skipped,
            Bad = _bad,
            Notes = notes,
        };
    }
}
