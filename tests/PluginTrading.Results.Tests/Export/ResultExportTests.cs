using System.Globalization;
using System.Text;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Export;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.Orders;
using PluginTrading.Tests;

namespace PluginTrading.Results.Tests.Export;

public sealed class ResultExportTests : IDisposable
{
    private static readonly string[] Names = ["equity.csv", "fills.csv", "orders.csv", "signals.csv", "summary.json", "trades.csv", "transitions.csv"];

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_run_has_every_file_with_its_header()
    {
        Export([], Target);

        Directory.GetFiles(Target).Select(Path.GetFileName).Order().ShouldBe(Names);
        File.ReadAllText(Path.Combine(Target, "fills.csv")).ShouldBe("fill_id,order_id,symbol,side,position_side,price,quantity,commission,liquidity,realized_pnl,time\n");
    }

    [Fact]
    public void Rows_are_spelled_to_the_letter()
    {
        var order = Sample<Order>() with { OrderId = "1", Quantity = 0.30m, RequestedPrice = 100.00m, RejectionReason = "said \"no\",\nloudly", Commission = 0.0000000001m };
        Export([order], Target);

        Lines("orders.csv")[1..].ShouldBe(
        [
            "1,pump_dump_detection,BTC_USDT,SELL,SHORT,MARKET,0.3,100,,0,,3,PENDING,\"said \"\"no\"\",", "loudly\",0.0000000001,0,1,2021-01-14T21:21:50.000000000Z,2021-01-14T21:21:50.000000000Z",
        ]);
    }

    [Fact]
    public void A_transition_without_a_section_has_empty_fields_and_an_empty_object()
    {
        Export([Sample<Transition>()], Target);

        Lines("transitions.csv")[1].ShouldBe("2021-01-14T21:00:00.000000000Z,pump_dump_detection,BTC_USDT,INACTIVE,MONITORING,,activated,,{}");
    }

    [Fact]
    public void Only_the_last_snapshot_is_a_row_and_rows_are_in_the_order_of_their_ids()
    {
        var signal = Sample<Signal>() with { ExecutionStatus = SignalStatus.Pending };
        Export(
        [
            signal with { SignalId = 1 },
            signal with { SignalId = 2, ExecutionStatus = SignalStatus.Rejected },
            signal with { SignalId = 3, Action = SignalAction.Hold },
            signal with { SignalId = 1, ExecutionStatus = SignalStatus.Executed, OrderId = "1" },
            signal with { SignalId = 4 },
        ], Target);

        Lines("signals.csv").Skip(1).Select(line => (line[..1], line.Contains("EXECUTED", StringComparison.Ordinal)))
            .ShouldBe([("1", true), ("2", false), ("3", false), ("4", false)]);
    }

    [Fact]
    public void A_row_that_changes_after_it_was_final_is_replaced_in_its_place()
    {
        var order = Sample<Order>();
        Export(
        [
            order with { OrderId = "1", Status = OrderStatus.Cancelled, RejectionReason = "a\nb" },
            order with { OrderId = "2", Status = OrderStatus.Filled },
            order with { OrderId = "3", Status = OrderStatus.Filled, RejectionReason = "c\n4" },
            order with { OrderId = "2", Status = OrderStatus.Expired },
        ], Target);

        var text = File.ReadAllText(Path.Combine(Target, "orders.csv"));
        text.Split("FILLED").Length.ShouldBe(2);
        text.IndexOf("EXPIRED", StringComparison.Ordinal).ShouldBeInRange(text.IndexOf("a\nb", StringComparison.Ordinal), text.IndexOf("c\n4", StringComparison.Ordinal));
        Directory.GetFiles(Target).Length.ShouldBe(Names.Length);
    }

    [Fact]
    public void The_summary_has_its_keys_in_order_and_exact_amounts()
    {
        Export(new SampleRun().Effects, Target);

        var text = File.ReadAllText(Path.Combine(Target, "summary.json"));
        text.ShouldEndWith("}\n");
        text.ShouldNotContain("\r");
        text.ShouldStartWith("{\n  \"initial_balance\": 1000,\n  \"final_balance\": ");
        using var json = JsonDocument.Parse(text);
        json.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "initial_balance", "final_balance", "total_pnl", "total_return_pct", "total_trades", "winning_trades", "losing_trades", "win_rate",
            "profit_factor", "average_win", "average_loss", "best_trade", "worst_trade", "max_drawdown_pct", "sharpe_ratio", "sortino_ratio", "calmar_ratio",
            "commission", "funding", "events", "first_time", "last_time", "from_klines", "strategies",
        ]);
        json.RootElement.GetProperty("strategies").EnumerateObject().Select(property => property.Name).ShouldBe(["pump_dump_detection", "breakout, \"fast\""]);
        json.RootElement.GetProperty("first_time").GetString().ShouldBe("2021-01-14T21:00:00.000000000Z");
    }

    [Fact]
    public void The_summary_of_nothing_leaves_out_what_is_not_defined()
    {
        Export([], Target, new RunEnd { Events = 0, FirstTime = null, LastTime = null });

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Target, "summary.json")));
        json.RootElement.TryGetProperty("win_rate", out _).ShouldBeFalse();
        json.RootElement.TryGetProperty("first_time", out _).ShouldBeFalse();
        json.RootElement.GetProperty("events").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void The_bytes_are_the_same_under_another_culture_and_time_zone()
    {
        var here = Bytes(Target);
        var culture = CultureInfo.DefaultThreadCurrentCulture;
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            Thread.CurrentThread.CurrentCulture = comma;
            Environment.SetEnvironmentVariable("TZ", "Pacific/Chatham");
            TimeZoneInfo.ClearCachedData();
            Bytes(_folder.File("there")).ShouldBe(here);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture ?? CultureInfo.InvariantCulture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void Files_of_ours_are_replaced_only_at_the_end_and_other_files_are_left_alone()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "trades.csv"), "old");
        File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine");
        using (var export = new ResultExport(Target))
        {
            foreach (var effect in new SampleRun().Effects)
                export.Take(effect);
            File.ReadAllText(Path.Combine(Target, "trades.csv")).ShouldBe("old");
            export.Complete(Result(new SampleRun().Effects));
        }

        File.ReadAllText(Path.Combine(Target, "trades.csv")).ShouldStartWith("trade_id,");
        File.ReadAllText(Path.Combine(Target, "notes.txt")).ShouldBe("mine");
        Directory.GetFileSystemEntries(Target).Length.ShouldBe(Names.Length + 1);
    }

    [Fact]
    public void A_run_that_is_given_up_leaves_nothing()
    {
        using (var export = new ResultExport(Target))
            export.Take(new SampleRun().Effects.First());

        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void A_full_disk_is_reported_with_the_place_and_leaves_nothing(int room)
    {
        var run = new SampleRun(minutes: 2_000);
        var failure = Should.Throw<ResultFileException>(() =>
        {
            using var export = new ResultExport(Target, path => new FullDisk(path, room));
            foreach (var effect in run.Effects)
                export.Take(effect);
            export.Complete(Result(run.Effects));
        });

        failure.Message.ShouldContain(Target[..^3]);
        failure.Message.ShouldContain("No space left on device");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_device_that_is_full_is_reported_and_leaves_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs the device /dev/full");
        var run = new SampleRun();

        Should.Throw<ResultFileException>(() =>
        {
            using var export = new ResultExport(Target, _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write));
            foreach (var effect in run.Effects)
                export.Take(effect);
            export.Complete(Result(run.Effects));
        }).Message.ShouldContain("No space left on device");

        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void The_summary_of_a_cancelled_run_says_so()
    {
        Export([], Target, new RunEnd { Events = 1, FirstTime = null, LastTime = null, IsComplete = false });

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Target, "summary.json")));
        json.RootElement.GetProperty("cancelled").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_file_in_the_way_is_refused_before_the_run_begins()
    {
        File.WriteAllText(Target, "x");

        Should.Throw<ResultFileException>(() => new ResultExport(Target)).Message.ShouldBe(
            $"Cannot write results to '{Target}': it is a file; expected a directory or a name that is free.");
    }

    [Theory]
    [InlineData("0.30", "0.3")]
    [InlineData("100", "100")]
    [InlineData("100.00", "100")]
    [InlineData("-0.00", "0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Decimals_have_all_digits_and_no_superfluous_zeros(string value, string expected) =>
        ExactText.Of(decimal.Parse(value, CultureInfo.InvariantCulture)).ShouldBe(expected);

    private static T Sample<T>()
        where T : EngineEffect => new SampleRun().Effects.OfType<T>().First();

    private static RunResult Result(IEnumerable<EngineEffect> effects, RunEnd? end = null)
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        foreach (var effect in effects)
            tracker.Take(effect);
        return tracker.Result(end ?? new SampleRun().End);
    }

    private static void Export(IEnumerable<EngineEffect> effects, string target, RunEnd? end = null)
    {
        var all = effects.ToList();
        using var export = new ResultExport(target);
        foreach (var effect in all)
            export.Take(effect);
        export.Complete(Result(all, end));
    }

    private static string Bytes(string target)
    {
        Export(new SampleRun(seed: 3).Effects, target);
        return string.Join('\n', Names.Select(name => Convert.ToHexString(File.ReadAllBytes(Path.Combine(target, name)))));
    }

    private string[] Lines(string name) => File.ReadAllText(Path.Combine(Target, name), Encoding.UTF8).TrimEnd('\n').Split('\n');

    /// <summary>A file on a disk with room for so many bytes.</summary>
    private sealed class FullDisk(string path, long room) : FileStream(path, FileMode.CreateNew)
    {
        // FileStream routes writes of spans here when it is derived from.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > room)
                throw new IOException($"No space left on device : '{Name}'");
            base.Write(buffer, offset, count);
        }
    }
}
