using System.Text.Json;
using System.Text.RegularExpressions;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Export;
using PluginTrading.Results.Performance;
using PluginTrading.Results.Report;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Results.Tests.Report;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_trade_signal_and_state_of_a_run_is_in_the_report()
    {
        var run = new SampleRun();
        var page = Write(run);
        using var data = DataOf(page);

        var trades = run.Effects.OfType<Trade>().ToList();
        trades.Count.ShouldBeGreaterThan(5);
        data.RootElement.GetProperty("trades").EnumerateArray().Select(trade => trade.GetProperty("id").GetInt64()).ShouldBe(trades.Select(trade => trade.TradeId));
        data.RootElement.GetProperty("signals").GetArrayLength()
            .ShouldBe(run.Effects.OfType<Signal>().Where(signal => signal.SignalType == SectionKind.S1).Select(signal => signal.SignalId).Distinct().Count());
        data.RootElement.GetProperty("machines").EnumerateArray().Sum(machine => machine.GetProperty("moves").GetArrayLength()).ShouldBe(run.Effects.OfType<Transition>().Count());
        Regex.Count(page, "<tr data-trade=").ShouldBe(trades.Count);
        data.RootElement.GetProperty("prices")[0].GetProperty("c").EnumerateArray().Last().GetDouble()
            .ShouldBe(run.Steps.Last(step => step.Effect is null && step.SymbolIndex == 0).Price);
        data.RootElement.GetProperty("equity").GetProperty("l").EnumerateArray().Min(value => value.GetDouble())
            .ShouldBe((double)run.Effects.OfType<EquityPoint>().Min(point => point.Equity), 1e-4, "eight digits");
    }

    [Fact]
    public void A_signal_is_drawn_in_its_last_state()
    {
        var run = new SampleRun();
        using var data = DataOf(Write(run));

        data.RootElement.GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("status").GetString()).ShouldBe(
            run.Effects.OfType<Signal>().Where(signal => signal.SignalType == SectionKind.S1).GroupBy(signal => signal.SignalId)
                .OrderBy(snapshots => snapshots.Key).Select(snapshots => Names.Of(snapshots.Last().ExecutionStatus)));
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup()
    {
        const string evil = "</script><img src=x onerror=alert(1)>\"'&";
        var description = SampleRun.Description with
        {
            Settings = [new(evil, evil)],
            Document = evil,
            Data = new DataProvenance { Name = evil, Digest = evil },
            QuoteCurrency = evil,
            SessionType = evil,
            Symbols = [evil, "ETH_USDT"],
            StrategyNames = [evil, "b"],
        };
        var trade = new SampleRun().Effects.OfType<Trade>().First() with { StrategyName = evil, Symbol = evil, ExitReason = evil };
        var transition = new SampleRun().Effects.OfType<Transition>().First() with { StrategyName = evil, Symbol = evil, Reason = evil };
        var page = Write([trade, transition], description);

        page.ShouldNotContain("<img");
        Regex.Count(page, "<script").ShouldBe(2);
        Regex.Count(page, "</script>").ShouldBe(2);
        using var data = DataOf(page);
        data.RootElement.GetProperty("strategies")[0].GetString().ShouldBe(evil);
    }

    [Fact]
    public void Nothing_is_fetched_from_anywhere()
    {
        var page = Write(new SampleRun());

        Addresses().Matches(page).Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);
        page.ShouldNotMatch("(?i)<(link|img|iframe|script)[^>]* (src|href)=");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("url(http");
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void The_report_of_a_long_run_stays_small()
    {
        var recorder = new ReportRecorder(SampleRun.Description);
        var tracker = new PerformanceTracker(SampleRun.Description);
        var time = new Timestamp(0);
        var batch = new MarketEvent[1000];
        var (trade, transition, signal) = (new SampleRun().Effects.OfType<Trade>().First(), new SampleRun().Effects.OfType<Transition>().First(), new SampleRun().Effects.OfType<Signal>().First());
        for (var round = 0; round < 20_000; round++)
        {
            for (var index = 0; index < batch.Length; index++)
            {
                time = time.Plus(Timestamp.PerSecond);
                batch[index] = MarketEvent.Trade(index % 2, time, 100 + ((round * 31 + index) % 97 / 7.0), 1);
            }

            recorder.TakeBatch(batch);
            recorder.Take(new EquityPoint { Time = time, Balance = 1000m + round, Equity = 1000m + round, DrawdownPct = 0, StrategyEquity = [1000m, 1000m] });
            recorder.Take(trade with { TradeId = round + 1 });
            recorder.Take(transition with { Time = time });
            recorder.Take(signal with { SignalId = round + 1, Time = time, ExecutionStatus = SignalStatus.Rejected });
        }

        HtmlReport.Write(Target, tracker.Result(new RunEnd { Events = 1, FirstTime = new Timestamp(0), LastTime = time }), recorder);

        new FileInfo(Target).Length.ShouldBeLessThan(2_500_000);
        File.ReadAllText(Target).ShouldContain("The newest 1,000 of 20,000; trades.csv of --export has all.");
    }

    [Fact]
    public void Prices_around_a_trade_stay_fine_in_a_long_run()
    {
        var recorder = new ReportRecorder(SampleRun.Description);
        var move = new SampleRun().Effects.OfType<Transition>().First();
        var prices = Enumerable.Range(0, 1_000_000).Select(second => MarketEvent.Trade(0, Seconds(second), 100 + (second % 1000), 1)).ToArray();
        foreach (var (from, cancelled) in new[] { (500_000, false), (600_000, true) })
        {
            recorder.Take(move with { Time = Seconds(from), ToState = MachineState.SignalDetected });
            recorder.Take(move with { Time = Seconds(from + 40), ToState = cancelled ? MachineState.SignalCancelled : MachineState.PositionActive });
            recorder.Take(move with { Time = Seconds(from + 90), ToState = MachineState.Exited });
        }

        recorder.TakeBatch(prices);

        recorder.Prices[0].Width.ShouldBeGreaterThan(100 * Timestamp.PerSecond);
        var (symbol, closeUp) = recorder.CloseUps.Single();
        symbol.ShouldBe(0);
        closeUp.Width.ShouldBe(Timestamp.PerSecond);
        closeUp.Origin.ShouldBe(Seconds(500_000));
        closeUp.Count.ShouldBe(151, "90 seconds and the minute after the exit, both ends included");
        closeUp.At(40).ShouldBe((140, 140, 140));
    }

    [Fact]
    public void A_market_event_allocates_nothing()
    {
        var recorder = new ReportRecorder(SampleRun.Description);
        var batch = Enumerable.Range(0, 10_000).Select(index => MarketEvent.Trade(index % 2, new Timestamp(index * Timestamp.PerSecond), index + 1, 1)).ToArray();
        recorder.TakeBatch(batch.AsSpan(0, 2));
        var before = GC.GetAllocatedBytesForCurrentThread();

        recorder.TakeBatch(batch.AsSpan(2));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_run_without_events_says_so()
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        HtmlReport.Write(Target, tracker.Result(new RunEnd { Events = 0, FirstTime = null, LastTime = null }), new ReportRecorder(SampleRun.Description));

        File.ReadAllText(Target).ShouldContain("The data held no events: nothing was tested.");
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() =>
        Write(new SampleRun(seed: 5)).ShouldBe(Write(new SampleRun(seed: 5)));

    [Fact]
    public void Warnings_stand_at_the_top()
    {
        var run = new SampleRun(minutes: 30);
        var effects = run.Effects.Append(new TradingHalted(new Timestamp(0), "max_drawdown_pct", 10m, 10.25m));
        var page = Write(effects, SampleRun.Description, run.End with { IsComplete = false });

        page.ShouldContain("Trades were made from klines");
        page.ShouldContain("Cancelled before the end of the data");
        page.ShouldContain("The kill switch fell at 1970-01-01 00:00:00 (max_drawdown_pct limit 10, actual 10.25)");
    }

    [Fact]
    public void A_full_disk_leaves_the_report_of_before_and_nothing_else()
    {
        File.WriteAllText(Target, "before");
        var (result, recorder) = Record(new SampleRun(minutes: 30));

        var failure = Should.Throw<ResultFileException>(() => HtmlReport.Write(Target, result, recorder, path => new FullDisk(path)));

        failure.Message.ShouldBe($"Cannot write results to '{Target}': No space left on device");
        File.ReadAllText(Target).ShouldBe("before");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([Target]);
    }

    [Fact]
    public void A_device_that_is_full_is_reported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs the device /dev/full");
        var (result, recorder) = Record(new SampleRun(minutes: 30));

        Should.Throw<ResultFileException>(() => HtmlReport.Write(Target, result, recorder, _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write)))
            .Message.ShouldContain("No space left on device");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_in_the_way_is_refused()
    {
        var (result, recorder) = Record(new SampleRun(minutes: 30));

        Should.Throw<ResultFileException>(() => HtmlReport.Write(_folder.Path, result, recorder)).Message.ShouldContain("it is a folder; expected a file");
    }

    private static Timestamp Seconds(long seconds) => new(seconds * Timestamp.PerSecond);

    private static (RunResult Result, ReportRecorder Recorder) Record(SampleRun run)
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        var recorder = new ReportRecorder(SampleRun.Description);
        foreach (var step in run.Steps)
        {
            if (step.Effect is null)
            {
                recorder.TakeBatch([MarketEvent.Trade(step.SymbolIndex, step.Time, step.Price, 1)]);
                continue;
            }

            tracker.Take(step.Effect);
            recorder.Take(step.Effect);
        }

        return (tracker.Result(run.End), recorder);
    }

    private string Write(SampleRun run)
    {
        var (result, recorder) = Record(run);
        HtmlReport.Write(Target, result, recorder);
        return File.ReadAllText(Target);
    }

    private string Write(IEnumerable<EngineEffect> effects, RunDescription description, RunEnd? end = null)
    {
        var tracker = new PerformanceTracker(description);
        var recorder = new ReportRecorder(description);
        foreach (var effect in effects)
        {
            tracker.Take(effect);
            recorder.Take(effect);
        }

        HtmlReport.Write(Target, tracker.Result(end ?? new RunEnd { Events = 1, FirstTime = new Timestamp(0), LastTime = new Timestamp(1) }), recorder);
        return File.ReadAllText(Target);
    }

    private static JsonDocument DataOf(string page) => JsonDocument.Parse(Embedded().Match(page).Groups[1].Value);

    [GeneratedRegex("<script id=\"data\" type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    [GeneratedRegex("[a-z]+://[^'\"`<\\s]+")]
    private static partial Regex Addresses();

    private sealed class FullDisk(string path) : FileStream(path, FileMode.Create)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count / 2);
            throw new IOException("No space left on device");
        }
    }
}
