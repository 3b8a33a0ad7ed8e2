namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>A seeded generator (SplitMix64): the same seed gives the same numbers.</summary>
internal sealed class SeededChance(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>From 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
