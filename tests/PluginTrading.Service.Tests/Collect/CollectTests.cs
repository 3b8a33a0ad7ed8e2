using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>What a collect session writes down of the sandbox's market.</summary>
public sealed class CollectTests
{
    private static string Symbol => CollectRig.Market.Symbol;

    [Fact]
    public async Task Recorded_trades_are_those_that_were_played_and_a_backtest_and_a_paper_session_of_them_are_alike()
    {
        await using var rig = await CollectRig.StartAsync(11, 23, 0);
        using var collect = await rig.CollectAsync();
        await rig.PlayToTheEndAsync(collect);
        var end = await collect.StopAsync();

        var data = end.Data.ShouldNotBeNull();
        data.Verify(null, TestContext.Current.CancellationToken).ShouldBeEmpty();
        Recording.Trades(rig.Recorded, Symbol).ShouldBe(Recording.Trades(rig.Played, Symbol, CollectRig.At(11), CollectRig.At(23)));
        data.Count(Symbol, MarketEventKind.Quote).ShouldBeGreaterThan(0);
        data.Count(Symbol, MarketEventKind.Mark).ShouldBeGreaterThan(0);
        end.Gaps.ShouldBeEmpty();
        // The adapter compares each minute's deals with its kline.
        rig.Told.ShouldNotContain("lost trades");
        data.Manifest.Sources.ShouldAllBe(s => s.Name == $"collected from mexc, session {collect.Key}" && s.Note == "");
        Directory.GetDirectories(rig.Folder.Path, ".*").ShouldBeEmpty();

        string[] strategies = ["pump_dump_detection.json", "momentum_long.json"];
        await SessionRun.BacktestAsync(SessionRun.Document("backtest", SessionRun.Dataset(rig.Recorded), Symbol, strategies), rig.Folder.File("backtest"));
        await SessionRun.PaperAsync(SessionRun.Document("paper", SessionRun.Dataset(rig.Recorded), Symbol, strategies), rig.Folder.File("home"), rig.Folder.File("paper"));
        SessionRun.Files(rig.Folder.File("paper")).ShouldBe(SessionRun.Files(rig.Folder.File("backtest")));
        SessionRun.Files(rig.Folder.File("paper"))["trades.csv"].Split('\n').Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Payment_of_funding_is_recorded_at_its_time_with_its_rate()
    {
        await using var rig = await CollectRig.StartAsync(477, 483, 0);
        using var collect = await rig.CollectAsync();
        await rig.PlayToTheEndAsync(collect);
        await collect.StopAsync();

        var played = Recording.Events(rig.Played, Symbol, MarketEventKind.Funding, CollectRig.At(477), CollectRig.At(483)).Select(f => (f.Time, f.FundingRate)).ToList();
        played.Count.ShouldBe(1);
        Recording.Events(rig.Recorded, Symbol, MarketEventKind.Funding).Select(f => (f.Time, f.FundingRate)).ShouldBe(played);
    }

    // The live session's times are those of its market; only when no event comes for two ticks, here 8 s, does it go by the clock, and later
    // events are then handled no earlier. The result files that are not compared say when the session was stopped, which data do not.
    [Fact]
    public async Task Paper_session_decides_live_as_the_backtest_of_what_was_collected_beside_it()
    {
        await using var rig = await CollectRig.StartAsync(1, 23, 90);
        using var collect = await rig.CollectAsync();
        string[] strategies = ["pump_dump_detection.json", "momentum_long.json"];
        await SessionRun.PaperAsync(
            SessionRun.Document("paper", rig.MarketJson(), Symbol, strategies), rig.Folder.File("home"), rig.Folder.File("paper"),
            async () =>
            {
                await rig.ConnectedAsync(collect, 2);
                await rig.PlayToTheEndAsync(collect);
            },
            rig.Log);
        await collect.StopAsync();
        FirstDifference(
            string.Join('\n', SessionRun.Handled(rig.Folder.File("home")).Select(Text)), string.Join('\n', Recording.Events(rig.Recorded, Symbol).Select(Text))).ShouldBeNull($"market events; told was:\n{rig.Told}");
        await SessionRun.BacktestAsync(SessionRun.Document("backtest", SessionRun.Dataset(rig.Recorded), Symbol, strategies), rig.Folder.File("backtest"));

        var (live, recorded) = (SessionRun.Files(rig.Folder.File("paper")), SessionRun.Files(rig.Folder.File("backtest")));
        foreach (var file in (string[])["transitions.csv", "signals.csv", "orders.csv", "fills.csv", "trades.csv"])
            FirstDifference(live[file], recorded[file]).ShouldBeNull(file);
    }

    [Fact]
    public async Task Session_that_is_killed_again_and_again_loses_nothing_that_it_had_written_and_repeats_nothing()
    {
        await using var rig = await CollectRig.StartAsync(11, 23, 40);
        var playing = Task.CompletedTask;
        for (var kill = 0; kill < 3; kill++)
        {
            using var killed = await rig.CollectAsync();
            if (kill == 0)
                playing = rig.PlayAsync();
            await killed.UntilAsync(p => p.Events > 300, TimeSpan.FromSeconds(60));
            await killed.KillAsync();
        }

        using var last = await rig.CollectAsync();
        await playing;
        await last.UntilAsync(p => p is { Events: > 0, AgeSeconds: > 1 }, TimeSpan.FromSeconds(60));
        var end = await last.StopAsync();

        var played = Recording.Trades(rig.Played, Symbol, CollectRig.At(11), CollectRig.At(23));
        var recorded = Recording.Trades(rig.Recorded, Symbol);
        var missing = played.ToList();
        foreach (var trade in recorded)
            missing.Remove(trade).ShouldBeTrue($"{trade} was not played, or is there twice");
        var gaps = end.Data!.Manifest.Sources.Where(s => s.Kind == MarketEventKind.Trade).SelectMany(s => s.Note.Split("; ", StringSplitOptions.RemoveEmptyEntries)).ToList();
        missing.Count(t => !gaps.Exists(g => Covers(g, t.Item1))).ShouldBe(0, string.Join('\n', gaps));
        recorded.Count.ShouldBeGreaterThan(played.Count / 2);
        end.Data.Verify(null, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    private static string Text(MarketEvent e) => e.Kind == MarketEventKind.Quote
        ? FormattableString.Invariant($"{e.Time} quote {e.Bid} {e.BidQuantity} {e.Ask} {e.AskQuantity}")
        : FormattableString.Invariant($"{e.Time} {e.Kind} {e.Price} {e.Quantity} {e.TakerSide}");

    /// <summary>The first line that is not the same in both.</summary>
    private static string? FirstDifference(string live, string recorded) => live.Split('\n').Zip(recorded.Split('\n'))
        .Where(l => l.First != l.Second).Select(l => $"live:\n{l.First}\nrecorded:\n{l.Second}").FirstOrDefault() ?? (live.Length == recorded.Length ? null : "more lines in one");

    /// <summary>A note is <c>gap FROM to TO (cause)</c>.</summary>
    private static bool Covers(string note, Timestamp time)
    {
        var words = note.Split(' ');
        Timestamp.TryParse(words[1], out var from).ShouldBeTrue();
        Timestamp.TryParse(words[3], out var to).ShouldBeTrue();
        return from <= time && time <= to;
    }
}
