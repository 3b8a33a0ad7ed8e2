using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Counts trades that equal an earlier one of the same time in everything; without ids they may be real or an artefact.</summary>
internal sealed class RepeatedRows
{
    private readonly HashSet<(double Price, double Quantity, TakerSide Side)> _sameTime = [];
    private (double Price, double Quantity, TakerSide Side) _first;
    private Timestamp _time;
    private bool _hasFirst;

    public long Count { get; private set; }

    /// <summary>Takes the next trade in order of time.</summary>
    public void Add(in MarketEvent trade)
    {
        var key = (trade.Price, trade.Quantity, trade.TakerSide);
        if (!_hasFirst || trade.Time != _time)
        {
            if (_sameTime.Count > 0)
                _sameTime.Clear();
            (_hasFirst, _time, _first) = (true, trade.Time, key);
            return;
        }

        // Most moments have one trade; the set is filled from the second on.
        if (_sameTime.Count == 0)
            _sameTime.Add(_first);
        if (!_sameTime.Add(key))
            Count++;
    }
}
