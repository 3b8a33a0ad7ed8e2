namespace PluginTrading.Indicators.Numerics;

/// <summary>
/// Mean and scatter of the newest numbers of a series, the oldest leaving as told. Sums are held in double-double precision and taken anew from time to
/// time, so nothing drifts and a number that was out of all proportion leaves no trace; while all numbers are equal the mean is exactly that number and the scatter exactly 0.
/// </summary>
internal sealed class MovingMoments
{
    private double[] _ring = new double[16];
    private int _head;
    private DoubleDouble _sum;
    private DoubleDouble _sumOfSquares;
    private int _newestEqual;
    private int _dropped;

    public int Count { get; private set; }

    /// <summary>The number added last. Needs a number.</summary>
    public double Newest => _ring[Slot(Count - 1)];

    public double Mean => _newestEqual >= Count
        ? Count == 0 ? double.NaN : Newest
        : Newest + ((_sum - DoubleDouble.Product(Count, Newest)).ToDouble() / Count);

    /// <summary>Σ (x − mean)².</summary>
    public double SquaredDeviations
    {
        get
        {
            if (_newestEqual >= Count)
                return 0;
            var scatter = (_sumOfSquares * Count) - (_sum * _sum);
            return Math.Max(0, scatter.ToDouble()) / Count;
        }
    }

    public void Add(double value)
    {
        _newestEqual = Count > 0 && value == Newest ? _newestEqual + 1 : 1;
        if (Count == _ring.Length)
            Grow();
        Count++;
        _ring[Slot(Count - 1)] = value;
        _sum += value;
        _sumOfSquares += DoubleDouble.Product(value, value);
        StartSumsAfreshWhenAllAreEqual();
    }

    /// <summary>Takes the oldest number out. Needs a number.</summary>
    public void DropOldest()
    {
        var value = _ring[_head];
        _head = Slot(1);
        Count--;
        _sum -= value;
        _sumOfSquares -= DoubleDouble.Product(value, value);
        if (++_dropped > Count)
            TakeSumsAnew();
        StartSumsAfreshWhenAllAreEqual();
    }

    /// <summary>Once for as many numbers as are added up: one addition more for each, on average.</summary>
    private void TakeSumsAnew()
    {
        _dropped = 0;
        _sum = 0;
        _sumOfSquares = 0;
        for (var i = 0; i < Count; i++)
        {
            var value = _ring[Slot(i)];
            _sum += value;
            _sumOfSquares += DoubleDouble.Product(value, value);
        }
    }

    private void StartSumsAfreshWhenAllAreEqual()
    {
        _newestEqual = Math.Min(_newestEqual, Count);
        if (_newestEqual < Count)
            return;
        var value = Count == 0 ? 0 : Newest;
        _sum = DoubleDouble.Product(Count, value);
        _sumOfSquares = DoubleDouble.Product(value, value) * Count;
    }

    private void Grow()
    {
        var larger = new double[checked(_ring.Length * 2)];
        for (var i = 0; i < Count; i++)
            larger[i] = _ring[Slot(i)];
        _ring = larger;
        _head = 0;
    }

    private int Slot(int position) => (_head + position) & (_ring.Length - 1);
}
