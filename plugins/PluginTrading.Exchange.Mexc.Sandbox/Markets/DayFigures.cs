namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>Figures of the last 24 hours. Volume is contracts, turnover quote currency.</summary>
internal readonly record struct DayFigures(double Vol, double Turnover, double Low, double High, double Open)
{
    public static DayFigures Of(Klines klines)
    {
        if (klines.Count == 0)
            return default;
        var since = klines[0].StartSeconds - 86_400;
        double vol = 0, turnover = 0, low = double.MaxValue, high = 0, open = 0;
        for (var age = 0; age < klines.Count; age++)
        {
            var minute = klines[age];
            if (minute.StartSeconds <= since)
                break;
            vol += minute.Vol;
            turnover += minute.Turnover;
            low = Math.Min(low, minute.Low);
            high = Math.Max(high, minute.High);
            open = minute.Open;
        }

        return new DayFigures(vol, turnover, low, high, open);
    }
}
