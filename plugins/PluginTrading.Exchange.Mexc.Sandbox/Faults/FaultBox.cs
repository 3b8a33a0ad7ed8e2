namespace PluginTrading.Exchange.Mexc.Sandbox.Faults;

/// <summary>The faults that are switched on. Used under the venue's lock.</summary>
internal sealed class FaultBox(VenueClock clock, SeededChance chance)
{
    private readonly List<Fault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public IReadOnlyList<Fault> All => _faults;

    public void Add(Fault fault)
    {
        _faults.Add(fault);
        Refresh();
    }

    public void Clear()
    {
        _faults.Clear();
        clock.SkewMs = 0;
    }

    /// <summary>Whether a lasting fault is on.</summary>
    public bool IsOn(string name) => Find(name, null, true) is not null;

    /// <summary>Takes one use of a fault, where one is on, meant for this path, and its chance says so.</summary>
    /// <param name="name">Which.</param>
    /// <param name="path">Where it would strike: a path, or what a push is about; a fault with <c>endpoint=</c> or <c>only=</c> is meant for those that hold that text.</param>
    /// <param name="isUsual">Whether a fault without <c>endpoint=</c> is meant for this path.</param>
    public Fault? Take(string name, string? path = null, bool isUsual = true)
    {
        if (_faults.Count == 0 || Find(name, path, isUsual) is not { } fault)
            return null;
        if (fault.Chance < 1 && chance.NextDouble() >= fault.Chance)
            return null;
        Use(fault);
        return fault;
    }

    /// <summary>Counts one use.</summary>
    public void Use(Fault fault)
    {
        fault.Used++;
        if (fault.Left != long.MaxValue && --fault.Left <= 0)
            _faults.Remove(fault);
    }

    /// <summary>Takes a fault off that its chance spoiled.</summary>
    public bool Spoiled(Fault fault)
    {
        if (fault.Chance >= 1 || chance.NextDouble() < fault.Chance)
            return false;
        Use(fault);
        return true;
    }

    /// <summary>Actions whose time has come.</summary>
    public IReadOnlyList<Fault> Due() => [.. _faults.Where(f => f.Kind.Mode == FaultMode.Action && Began(f))];

    /// <summary>Drops what is over and sets the clock's skew.</summary>
    public void Refresh()
    {
        if (_faults.Count == 0)
            return;
        _faults.RemoveAll(f => Began(f) && !f.IsSilence && f.ForSeconds is { } length && clock.Elapsed - f.BeganAt >= length);
        clock.SkewMs = Find(FaultCatalog.ClockSkew, null, true) is { } skew ? (long)skew.Milliseconds(5000) : 0;
    }

    private Fault? Find(string name, string? path, bool isUsual)
    {
        foreach (var fault in _faults)
        {
            if (fault.Name == name && Began(fault) && IsMeant(fault, path, isUsual) && (fault.IsSilence || fault.ForSeconds is not { } length || clock.Elapsed - fault.BeganAt < length))
                return fault;
        }

        return null;
    }

    private static bool IsMeant(Fault fault, string? path, bool isUsual) =>
        fault.Place is { } part ? path?.Contains(part, StringComparison.Ordinal) ?? false : isUsual;

    private bool Began(Fault fault)
    {
        if (fault.BeganAt is null && (fault.AtSeconds is not { } at || clock.MarketSeconds >= at))
            fault.BeganAt = clock.Elapsed;
        return fault.BeganAt is not null;
    }
}
