using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>What a spill holds, without its events: found in one pass.</summary>
internal sealed class SpillContent
{
    private readonly Dictionary<(string Symbol, MarketEventKind Kind), long> _counts = [];
    private readonly HashSet<(string Symbol, MarketEventKind Kind, string Source)> _sources = [];
    private readonly List<RecordingGap> _gaps = [];
    private readonly HashSet<RecordingGap> _filled = [];
    private readonly Dictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _symbols = [];
    private string _source = "";

    /// <summary>
    /// Whether something was recorded behind what the data set had of the day. When not, that may be cut off itself: what the data set has is the better.
    /// </summary>
    public bool HasNew => _source.Length > 0;

    /// <summary>Number of events of each symbol and kind, in order of symbol and kind.</summary>
    public IReadOnlyList<(string Symbol, MarketEventKind Kind, long Count)> Series =>
        [.. _counts.Select(c => (c.Key.Symbol, c.Key.Kind, c.Value)).OrderBy(c => c.Symbol, StringComparer.Ordinal).ThenBy(c => c.Kind)];

    /// <summary>Who recorded events of a symbol and kind; those that were in the data set before are not named.</summary>
    public IReadOnlyList<(string Symbol, MarketEventKind Kind, string Source)> Sources =>
        [.. _sources.OrderBy(s => s.Source, StringComparer.Ordinal).ThenBy(s => s.Symbol, StringComparer.Ordinal).ThenBy(s => s.Kind)];

    /// <summary>What is missing.</summary>
    public IReadOnlyList<RecordingGap> Gaps => _gaps;

    /// <summary>What was noted as missing and has been fetched since.</summary>
    public IReadOnlyCollection<RecordingGap> FilledGaps => _filled;

    /// <summary>Byte at which the spill is damaged, so that what follows is not known; <see langword="null"/> when it is not.</summary>
    public long? DamagedAt { get; private set; }

    /// <summary>The last rules of each contract.</summary>
    public IReadOnlyCollection<Instrument> Instruments => _instruments.Values;

    public static SpillContent Of(string path)
    {
        var content = new SpillContent();
        content.DamagedAt = new SpillReader(path).Read(content.Take, content.Take, content.Count);
        return content;
    }

    private void Take(SpillHead head)
    {
        var instruments = head.ReadInstruments();
        foreach (var instrument in instruments)
            _instruments[instrument.Symbol] = instrument;
        _symbols = [.. instruments.Select(i => i.Symbol)];
        _source = head.Source;
    }

    private void Take(SpilledGap spilled)
    {
        var gap = spilled.ToGap();
        if (spilled.IsFilled)
        {
            _gaps.Remove(gap);
            _filled.Add(gap);
        }
        else
        {
            _filled.Remove(gap);
            _gaps.Add(gap);
        }

        if (_source.Length > 0)
            _sources.Add((gap.Symbol, gap.Kind, _source));
    }

    private void Count(ReadOnlySpan<byte> rows)
    {
        for (var at = 0; at < rows.Length; at += SpillRow.Size)
        {
            var e = SpillRow.Read(rows[at..]).Event;
            var symbol = _symbols[e.SymbolIndex];
            _counts[(symbol, e.Kind)] = _counts.GetValueOrDefault((symbol, e.Kind)) + 1;
            if (_source.Length > 0)
                _sources.Add((symbol, e.Kind, _source));
        }
    }
}
