using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using PluginTrading.Tests;

namespace PluginTrading.Indicators.Tests;

/// <summary>502 daily candles against the results of Stock.Indicators (Apache-2.0), bar by bar, warm-up included.</summary>
public sealed class ReferenceTests
{
    private const double Day = 86_400;

    [Theory]
    [InlineData("sma", "", "sma", "sma")]
    [InlineData("ema", "", "ema", "ema")]
    [InlineData("rsi", "", "rsi", "rsi")]
    [InlineData("macd", "", "macd", "macd")]
    [InlineData("macd_signal", "", "macd", "signal")]
    [InlineData("macd_histogram", "", "macd", "histogram")]
    [InlineData("bollinger_upper", "", "bb", "upperBand")]
    [InlineData("bollinger_lower", "", "bb", "lowerBand")]
    [InlineData("bollinger_pct_b", "", "bb", "percentB")]
    [InlineData("atr", "", "atr", "atr")]
    public void Values_equal_the_reference_at_every_bar(string name, string parameters, string file, string field)
    {
        var bars = Bars();
        var reference = Reference(file, field);
        reference.Count.ShouldBe(bars.Count);
        var bench = new IndicatorBench();
        var indicator = bench.Add(name, [.. ReadinessTests.Parse(parameters), ("interval", Day)]);

        // The first minute of time here is not midnight, so days are counted from the next one.
        var firstDay = Math.Ceiling(IndicatorBench.Start / 1e9 / Day) * Day - (IndicatorBench.Start / 1e9);
        for (var i = 0; i < bars.Count; i++)
        {
            var (open, high, low, close) = bars[i];
            bench.Trade(firstDay + (i * Day), open);
            bench.Trade(firstDay + (i * Day) + 1, high);
            bench.Trade(firstDay + (i * Day) + 2, low);
            bench.Trade(firstDay + ((i + 1) * Day) - 1, close);
            bench.Tick(firstDay + ((i + 1) * Day));
            if (reference[i] is { } expected)
                indicator.Value.ShouldBe(expected, 1e-9 * Math.Max(1, Math.Abs(expected)), $"bar {i}");
            else
                indicator.Value.ShouldBe(double.NaN, $"bar {i}");
        }
    }

    private static List<(double Open, double High, double Low, double Close)> Bars()
    {
        using var text = Text(TestData.RealData("oracles", "skender", "default_quotes.csv.gz"));
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',').Skip(1).Take(4).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())
            .Select(f => (f[0], f[1], f[2], f[3]))];
    }

    private static List<double?> Reference(string file, string field)
    {
        using var text = Text(TestData.RealData("oracles", "skender", "results", $"{file}.standard.json.gz"));
        using var document = JsonDocument.Parse(text.ReadToEnd());
        return [.. document.RootElement.EnumerateArray().Select(e => e.GetProperty(field)).Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())];
    }

    private static StreamReader Text(string path) => new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
}
