using System.Globalization;
using System.Text;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Takes the rows of all files of one kind, checks their order and that none is repeated, and brings their events in order of time.</summary>
internal sealed class EventSequence
{
    private const long OrderPerSource = 1L << 40;

    private readonly EventAppender _appender;
    private readonly EventSpill? _spill;
    private readonly bool _sorts;
    private readonly Dictionary<UtcDay, IdSet> _ids = [];
    private readonly RepeatedRows _repeated = new();
    private SourceLayout _layout;
    private int _sourceIndex = -1;
    private long _rowInSource;
    private UtcDay _day;
    private IdSet _dayIds = new();
    private Timestamp _previous;
    private long _previousLine;
    private bool _hasPrevious;

    /// <param name="appender">Takes the events in order.</param>
    /// <param name="layouts">The files in order; those of one kind.</param>
    /// <param name="sorts">Whether rows may come in any order.</param>
    /// <param name="spillFolder">For events that are not in order.</param>
    public EventSequence(EventAppender appender, IReadOnlyList<SourceLayout> layouts, bool sorts, string spillFolder)
    {
        _appender = appender;
        _sorts = sorts;
        _layout = layouts[0];
        _spill = sorts || layouts.Any(l => l.IsNewestFirst) ? new EventSpill(spillFolder) : null;
        CountsRepeated = layouts.All(l => l.Kind == ImportKind.Trades && l.Column(ColumnRole.Id) < 0);
    }

    /// <summary>Trades that equal an earlier one of the same time, in files without ids.</summary>
    public long RepeatedCount => _repeated.Count;

    private bool CountsRepeated { get; }

    /// <summary>Rows of the next file follow.</summary>
    public void Begin(SourceLayout layout)
    {
        _layout = layout;
        _sourceIndex++;
        _rowInSource = 0;
        if (_spill is not null)
            _hasPrevious = false;
    }

    /// <summary>Adds the events of one row; what is wrong with it is reported and it is left out.</summary>
    public bool TryAdd(ReadOnlySpan<MarketEvent> events, ReadOnlySpan<byte> id, long line, RowParser row)
    {
        if (events.Length == 0)
            return true;
        if (!IsInOrder(events, row) || !IsNew(events[0].Time, id, row))
            return false;
        _previous = _layout.IsNewestFirst ? events[0].Time : events[^1].Time;
        _previousLine = line;
        _hasPrevious = true;
        foreach (ref readonly var marketEvent in events)
        {
            if (_spill is null)
                Emit(marketEvent);
            else
                _spill.Add(marketEvent, Order());
        }

        return true;
    }

    /// <summary>Ends the sequence: what was kept back goes on in order.</summary>
    public void Finish(CancellationToken cancellationToken)
    {
        if (_spill is null)
            return;
        long count = 0;
        foreach (var marketEvent in _spill.InOrder())
        {
            if (++count % 65_536 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Emit(marketEvent);
        }
    }

    private void Emit(in MarketEvent marketEvent)
    {
        if (CountsRepeated)
            _repeated.Add(marketEvent);
        _appender.Add(marketEvent);
    }

    /// <summary>Files one after the other; within a file as recorded, or the other way round when it is newest first.</summary>
    private long Order() => (_sourceIndex * OrderPerSource) + (_layout.IsNewestFirst ? OrderPerSource - 1 - _rowInSource++ : _rowInSource++);

    private bool IsInOrder(ReadOnlySpan<MarketEvent> events, RowParser row)
    {
        if (_sorts || !_hasPrevious)
            return true;
        var time = events[0].Time;
        if (_layout.IsNewestFirst ? events[^1].Time <= _previous : time >= _previous)
            return true;
        var column = _layout.Name(ColumnRole.Time);
        row.Report(column, _layout.IsNewestFirst
            ? $"goes up from {_previous} in line {_previousLine} to {time} in a file that is newest first; expected times that do not rise (--sort sorts them)"
            : _layout.Kind == ImportKind.Klines
                ? $"is {time}, inside the kline before it (line {_previousLine}), which ends at {_previous}; expected klines that do not overlap (--sort sorts them, --kline-seconds sets their length)"
                : $"goes back from {_previous} in line {_previousLine} to {time}; expected times that do not fall (--sort sorts them)");
        return false;
    }

    /// <summary>A trade or quote is known by its id, a kline, mark or funding rate by its time. Ids are compared within a UTC day.</summary>
    private bool IsNew(Timestamp time, ReadOnlySpan<byte> id, RowParser row)
    {
        var isByTime = _layout.Kind is ImportKind.Klines or ImportKind.Funding;
        if (!isByTime && id.Length == 0)
            return true;
        if (UtcDay.Of(time) is var day && day != _day)
            StartDay(day);
        if (isByTime ? _dayIds.Add(time.Nanoseconds) : _dayIds.Add(id))
            return true;
        if (isByTime)
            row.Report(_layout.Name(ColumnRole.Time), $"is {time}, of which there was a row before; expected one for each time");
        else
            row.Report(_layout.Name(ColumnRole.Id), string.Create(CultureInfo.InvariantCulture, $"is '{Encoding.UTF8.GetString(id)}', which an earlier row of {day} has; expected each id once"));
        return false;
    }

    private void StartDay(UtcDay day)
    {
        _day = day;
        if (_spill is null)
            _dayIds.Clear();
        else if (!_ids.TryGetValue(day, out _dayIds!))
            _ids.Add(day, _dayIds = new IdSet());
    }
}
