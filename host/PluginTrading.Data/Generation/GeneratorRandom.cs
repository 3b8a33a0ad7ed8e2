namespace PluginTrading.Data.Generation;

/// <summary>
/// Random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna, 2018) seeded by SplitMix64, and distributions made of it with
/// additions, multiplications and divisions only, which IEEE 754 fixes to the last bit; library logarithms and exponentials differ between systems.
/// </summary>
internal sealed class GeneratorRandom
{
    private const double Ln2 = 0.69314718055994530942;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public GeneratorRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>About standard normal, from −3.46 to 3.46: the sum of four uniform numbers of 16 bits.</summary>
    public double Normal()
    {
        var bits = NextBits();
        var sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
        return (sum - 131_070.0) * (1.7320508075688772 / 65_536);
    }

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Ln2 * Log2(1 - Uniform());

    /// <summary>2^x for x up to 1000, to about 1e-12; 0 below −1000.</summary>
    public static double Exp2(double x)
    {
        if (x < -1000)
            return 0;
        var whole = Math.Floor(x);
        var y = (x - whole) * Ln2;
        var sum = 1.0;
        for (var term = 14; term >= 1; term--)
            sum = 1 + (y / term * sum);
        return sum * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }

    /// <summary>Binary logarithm of a normal positive number, to about 1e-11.</summary>
    public static double Log2(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xfffffffffffff) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        var z = (mantissa - 1) / (mantissa + 1);
        var square = z * z;
        var sum = 0.0;
        for (var term = 13; term >= 1; term -= 2)
            sum = (sum * square) + (1.0 / term);
        return exponent + (2 * z * sum / Ln2);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
