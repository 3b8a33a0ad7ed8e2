using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>
/// Makes the day files of one UTC day from its spill. The spill holds all that is known of the day, what the data set had of it included, so doing it
/// again after it was interrupted gives the same.
/// </summary>
internal sealed class SpillConversion(string path)
{
    /// <summary>Events that are in memory at a time, unless a single symbol and kind has more.</summary>
    private const long MostRows = 2_000_000;

    private const int MostGaps = 100;

    private readonly Dictionary<(string Symbol, MarketEventKind Kind), List<SpillRow>> _wanted = [];
    private IReadOnlyList<string> _symbols = [];
    private long _arrival;

    /// <summary>Makes the day part of the data set; the spill may then be deleted.</summary>
    /// <param name="folder">The data set's.</param>
    /// <returns>Byte at which the spill is damaged, so that what follows did not become part of the data set; <see langword="null"/> when it is not.</returns>
    /// <exception cref="IOException">Writing failed, or another process is writing to the data set; it is left as it was.</exception>
    /// <exception cref="DataSetException">The data set is damaged, or has other rules for a contract.</exception>
    public long? Run(string folder)
    {
        var content = SpillContent.Of(path);
        if (content.Series.Count == 0 || !content.HasNew)
            return content.DamagedAt;
        using var writer = new DataSetWriter(folder) { ReplacesDays = true, KeepsArrival = true };
        foreach (var instrument in content.Instruments.Where(i => content.Series.Any(s => s.Symbol == i.Symbol)))
            writer.AddInstrument(instrument);
        foreach (var group in Groups(content.Series))
            Write(writer, group);
        foreach (var (symbol, kind, source) in content.Sources.Where(s => writer.HasInstrument(s.Symbol)))
            writer.AddSource(Note(writer.Existing, symbol, kind, source, content));
        writer.Commit();
        return content.DamagedAt;
    }

    private static IEnumerable<List<(string Symbol, MarketEventKind Kind)>> Groups(IEnumerable<(string Symbol, MarketEventKind Kind, long Count)> series)
    {
        var group = new List<(string, MarketEventKind)>();
        long rows = 0;
        foreach (var (symbol, kind, count) in series)
        {
            if (group.Count > 0 && rows + count > MostRows)
            {
                yield return group;
                (group, rows) = ([], 0);
            }

            group.Add((symbol, kind));
            rows += count;
        }

        yield return group;
    }

    private void Write(DataSetWriter writer, List<(string Symbol, MarketEventKind Kind)> group)
    {
        _wanted.Clear();
        foreach (var key in group)
            _wanted.Add(key, []);
        _arrival = 0;
        new SpillReader(path).Read(head => _symbols = [.. head.ReadInstruments().Select(i => i.Symbol)], static _ => { }, Collect);
        foreach (var key in group)
        {
            var appender = writer.Append(key.Symbol, key.Kind);
            foreach (var row in OrderedRows.Of(_wanted[key]))
                appender.Add(row.Event, row.Arrival);
        }
    }

    private void Collect(ReadOnlySpan<byte> rows)
    {
        for (var at = 0; at < rows.Length; at += SpillRow.Size)
        {
            var row = SpillRow.Read(rows[at..]) with { Arrival = _arrival++ };
            if (_wanted.TryGetValue((_symbols[row.Event.SymbolIndex], row.Event.Kind), out var list))
                list.Add(row);
        }
    }

    /// <summary>A session has one note for each symbol and kind; it grows by the gaps.</summary>
    private static SourceNote Note(DataSetManifest? existing, string symbol, MarketEventKind kind, string source, SpillContent content)
    {
        var before = existing?.Sources.FirstOrDefault(s => s.Symbol == symbol && s.Kind == kind && s.Name == source)?.Note ?? "";
        var all = before.Split("; ", StringSplitOptions.RemoveEmptyEntries)
            .Concat(Texts(content.Gaps)).Except(Texts(content.FilledGaps)).ToList();
        if (all.Count > MostGaps)
            all = [.. all.Take(MostGaps - 1), "more gaps"];
        return new SourceNote { Symbol = symbol, Kind = kind, Name = source, Note = string.Join("; ", all) };

        IEnumerable<string> Texts(IEnumerable<RecordingGap> gaps) => gaps.Where(g => g.Symbol == symbol && g.Kind == kind).Select(Text);
    }

    private static string Text(RecordingGap gap) => $"gap {gap.From} to {gap.To} ({gap.Cause.Replace("; ", ", ", StringComparison.Ordinal)})";
}
