namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>One candle. Volume is contracts, turnover quote currency.</summary>
internal struct Kline
{
    public long StartSeconds;
    public double Open;
    public double Close;
    public double High;
    public double Low;
    public double RealOpen;
    public double Vol;
    public double Turnover;
}

/// <summary>One-minute candles of a price, the last 2000 that had a price.</summary>
internal sealed class Klines
{
    public const int Capacity = 2000;

    private readonly Ring<Kline> _minutes = new(Capacity);

    public int Count => _minutes.Count;

    /// <summary>By age: 0 is the one that is open.</summary>
    public Kline this[int age] => _minutes[age];

    public void Add(long timeMs, double price, double vol, double turnover)
    {
        var start = timeMs / 60_000 * 60;
        if (_minutes.Count == 0 || _minutes[0].StartSeconds < start)
        {
            var open = _minutes.Count == 0 ? price : _minutes[0].Close;
            _minutes.Add(new Kline { StartSeconds = start, Open = open, Close = price, High = Math.Max(open, price), Low = Math.Min(open, price), RealOpen = price, Vol = vol, Turnover = turnover });
            return;
        }

        ref var kline = ref _minutes[0];
        kline.Close = price;
        kline.High = Math.Max(kline.High, price);
        kline.Low = Math.Min(kline.Low, price);
        kline.Vol += vol;
        kline.Turnover += turnover;
    }

    /// <summary>Candles of <paramref name="minutes"/> minutes each, oldest first, at most 2000, whose start is from <paramref name="from"/> to <paramref name="to"/> in seconds.</summary>
    public IReadOnlyList<Kline> Merged(int minutes, long from, long to)
    {
        var result = new List<Kline>();
        var width = minutes * 60L;
        for (var age = _minutes.Count - 1; age >= 0; age--)
        {
            var minute = _minutes[age];
            var start = minute.StartSeconds / width * width;
            if (start < from || start > to)
                continue;
            if (result.Count > 0 && result[^1].StartSeconds == start)
            {
                var merged = result[^1];
                merged.Close = minute.Close;
                merged.High = Math.Max(merged.High, minute.High);
                merged.Low = Math.Min(merged.Low, minute.Low);
                merged.Vol += minute.Vol;
                merged.Turnover += minute.Turnover;
                result[^1] = merged;
            }
            else
            {
                minute.StartSeconds = start;
                result.Add(minute);
            }
        }

        return result;
    }

    /// <summary>The window that a minute is in, up to that minute, as one candle.</summary>
    /// <param name="minutes">Its width.</param>
    /// <param name="newest">Age of the minute; it must be there.</param>
    public Kline Window(int minutes, int newest)
    {
        var width = minutes * 60L;
        var merged = _minutes[newest];
        var start = merged.StartSeconds / width * width;
        for (var age = newest + 1; age < _minutes.Count && _minutes[age].StartSeconds >= start; age++)
        {
            var minute = _minutes[age];
            merged.Open = minute.Open;
            merged.RealOpen = minute.RealOpen;
            merged.High = Math.Max(merged.High, minute.High);
            merged.Low = Math.Min(merged.Low, minute.Low);
            merged.Vol += minute.Vol;
            merged.Turnover += minute.Turnover;
        }

        merged.StartSeconds = start;
        return merged;
    }

    /// <summary>Minutes in an interval's name; <see langword="null"/> for an unknown one.</summary>
    public static int? MinutesOf(string interval) => interval switch
    {
        "Min1" => 1,
        "Min5" => 5,
        "Min15" => 15,
        "Min30" => 30,
        "Min60" => 60,
        "Hour4" => 240,
        "Hour8" => 480,
        "Day1" => 1440,
        "Week1" => 10_080,
        "Month1" => 43_200,
        _ => null,
    };
}
