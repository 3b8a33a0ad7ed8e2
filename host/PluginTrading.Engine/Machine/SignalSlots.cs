namespace PluginTrading.Engine.Machine;

/// <summary>The session's signal slots and symbol locks. Both are held from an accepted signal until its round ends.</summary>
/// <param name="slots">How many signals there may be at a time.</param>
/// <param name="symbols">How many symbols there are.</param>
internal sealed class SignalSlots(int slots, int symbols)
{
    private readonly StrategyInstance?[] _locks = new StrategyInstance?[symbols];
    private int _taken;

    public bool HasFreeSlot => _taken < slots;

    public bool IsLocked(int symbolIndex) => _locks[symbolIndex] is not null;

    /// <summary>The instance that holds the symbol, or <see langword="null"/>.</summary>
    public StrategyInstance? Holder(int symbolIndex) => _locks[symbolIndex];

    public void Take(StrategyInstance instance)
    {
        if (!HasFreeSlot || IsLocked(instance.SymbolIndex))
            throw new InvalidOperationException($"{instance} took a slot that is not free ({_taken} of {slots} taken, locked by {_locks[instance.SymbolIndex]}).");
        _taken++;
        _locks[instance.SymbolIndex] = instance;
    }

    public void Release(StrategyInstance instance)
    {
        if (_locks[instance.SymbolIndex] != instance)
            throw new InvalidOperationException($"{instance} released a slot that it does not hold (held by {_locks[instance.SymbolIndex]}).");
        _taken--;
        _locks[instance.SymbolIndex] = null;
    }
}
