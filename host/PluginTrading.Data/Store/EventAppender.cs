using PluginTrading.Data.Recording;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>Takes the events of one symbol and kind in order of time and writes a file for each UTC day.</summary>
public sealed class EventAppender : IDisposable
{
    private readonly DataSetWriter _owner;
    private readonly string _symbol;
    private readonly MarketEventKind _kind;
    private readonly List<DayFileEntry> _entries = [];
    private DayFileWriter? _file;
    private UtcDay _day;
    private long _dayEnd = long.MinValue;
    private string _path = "";

    internal EventAppender(DataSetWriter owner, string symbol, MarketEventKind kind)
    {
        _owner = owner;
        _symbol = symbol;
        _kind = kind;
    }

    /// <summary>Events added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one event; its symbol index means nothing here.</summary>
    /// <exception cref="DataSetException">The data set already has that day, or a day has too many events for one file.</exception>
    /// <exception cref="IOException">Writing failed; the data set is left as it was.</exception>
    public void Add(in MarketEvent marketEvent) => Add(in marketEvent, 0);

    public void Dispose() => _file?.Dispose();

    internal void Add(in MarketEvent marketEvent, long arrival)
    {
        if (marketEvent.Kind != _kind)
            throw new InvalidOperationException($"An event of kind {marketEvent.Kind} was added to {KindNames.Of(_kind)} of {_symbol}.");
        if (_file is null || marketEvent.Time.Nanoseconds >= _dayEnd)
            StartDay(marketEvent.Time);
        else if (_file.Rows == DayFileWriter.MaximumRows)
            throw new DataSetException($"{_symbol} has more than {DayFileWriter.MaximumRows} {KindNames.Of(_kind)} on {_day}; a day may have at most that many.");
        _file!.Add(marketEvent, arrival);
        Count++;
    }

    internal IReadOnlyList<DayFileEntry> Finish()
    {
        FinishDay();
        return _entries;
    }

    private void StartDay(Timestamp time)
    {
        FinishDay();
        _day = UtcDay.Of(time);
        _dayEnd = _day.Start.Nanoseconds + Timestamp.PerDay;
        _path = ManifestFile.PathOf(_symbol, _kind, _day);
        if (_owner.Existing?.Files.FirstOrDefault(f => f.Symbol == _symbol && f.Kind == _kind && UtcDay.Of(f.FirstTime) == _day) is { } existing)
        {
            if (_owner.ReplacesDays)
            {
                _path = ManifestFile.PathOf(_symbol, _kind, _day, ManifestFile.Revision(existing)!.Value + 1);
                _owner.Replace(existing);
                _file = _owner.CreateFile(_kind, _path);
                return;
            }

            var sources = string.Join(", ", _owner.Existing.Sources.Where(s => s.Symbol == _symbol && s.Kind == _kind).Select(s => s.Name));
            throw new DataSetException(
                $"{_owner.Folder} already has {existing.Rows} {KindNames.Of(_kind)} of {_symbol} on {_day} (from {existing.FirstTime} to {existing.LastTime}, imported from {sources}); "
                + "days are added whole. Leave that day out, or import all files of it at once into another folder.");
        }

        if (!_owner.ReplacesDays && SpillFolder.Has(_owner.Folder, _day))
        {
            throw new DataSetException(
                $"{_owner.Folder}: {_day} is being collected; a collect session makes that day part of the data set, and days are added whole. Leave that day out, or import into another folder.");
        }

        _file = _owner.CreateFile(_kind, _path);
    }

    private void FinishDay()
    {
        if (_file is null)
            return;
        _entries.Add(_file.Finish(_path, _symbol));
        _file.Dispose();
        _file = null;
    }
}
