using PluginTrading.Engine.Inputs;

namespace PluginTrading.Engine.Machine;

/// <summary>Whether entries are let through at all, for reasons that have nothing to do with a strategy. Open in a backtest.</summary>
/// <param name="symbols">How many symbols there are.</param>
internal sealed class EntryGate(int symbols)
{
    private readonly bool[] _isStale = new bool[symbols];
    private readonly bool[] _isFrozen = new bool[symbols];
    private readonly bool[] _wasFresh = new bool[symbols];
    private bool _wasReconciled;

    public TradingLevel Level { get; set; }

    public bool IsReconciled { get; private set; } = true;

    /// <returns>Whether the symbol's data had been said to be fresh before.</returns>
    public bool SetFresh(int symbolIndex, bool isFresh)
    {
        var before = _wasFresh[symbolIndex];
        _isStale[symbolIndex] = !isFresh;
        _wasFresh[symbolIndex] |= isFresh;
        return before;
    }

    /// <returns>Whether the account had been said to agree before.</returns>
    public bool SetReconciled(bool isReconciled)
    {
        var before = _wasReconciled;
        IsReconciled = isReconciled;
        _wasReconciled |= isReconciled;
        return before;
    }

    public void SetFrozen(int symbolIndex, bool isFrozen) => _isFrozen[symbolIndex] = isFrozen;

    public bool IsOpen(int symbolIndex) => Level == TradingLevel.Active && IsReconciled && !_isStale[symbolIndex] && !_isFrozen[symbolIndex];

    /// <summary>The first reason why entries on a symbol are held back, or <see langword="null"/>.</summary>
    public string? Obstacle(int symbolIndex)
    {
        if (Level != TradingLevel.Active)
            return Reasons.EntriesPaused;
        if (!IsReconciled)
            return Reasons.NotReconciled;
        if (_isFrozen[symbolIndex])
            return Reasons.SymbolFrozen;
        return _isStale[symbolIndex] ? Reasons.DataStale : null;
    }
}
