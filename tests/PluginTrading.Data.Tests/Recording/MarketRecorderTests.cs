using PluginTrading.Data.Recording;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests.Recording;

/// <summary>Recording into a data set, broken off at any point and taken up again.</summary>
public sealed class MarketRecorderTests : IDisposable
{
    private static readonly Timestamp Midnight = Timestamp.FromUnixMilliseconds(1_704_067_200_000);

    private static readonly Instrument Abc = new() { Symbol = "ABC_USDT", Base = "ABC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.01m, ContractSize = 0.01m };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    private string Data => _folder.File("data");

    [Fact]
    public void Events_are_put_in_order_of_time_and_those_of_one_moment_stay_as_recorded()
    {
        Record(recorder =>
        {
            recorder.Add(Trade(2, 5));
            recorder.Add(Trade(1, 7));
            recorder.Add(Trade(2, 4));
            recorder.Add(MarketEvent.Quote(0, At(1), 1, 2, 3, 4));
            recorder.Add(MarketEvent.Quote(0, At(1), 1, 2, 3, 4));
            recorder.Add(MarketEvent.Funding(0, At(3), 0.1));
            recorder.Add(MarketEvent.Funding(0, At(3), 0.2));
        });

        Prices().ShouldBe([7, 5, 4]);
        var data = DataSet.Open(Data);
        data.Count(Abc.Symbol, MarketEventKind.Quote).ShouldBe(2, "a session that ran beside has handled both");
        data.Count(Abc.Symbol, MarketEventKind.Funding).ShouldBe(1);
        data.Manifest.Sources.Select(s => s.Name).Distinct().ShouldBe(["test"]);
        Directory.GetDirectories(_folder.Path).ShouldBe([Data]);
    }

    [Fact]
    public void Events_of_one_time_are_replayed_as_they_came_whatever_their_kind_and_symbol()
    {
        var other = Abc with { Symbol = "AAA_USDT" };
        MarketEvent[] events =
        [
            Trade(1, 5), MarketEvent.Quote(0, At(1), 1, 2, 3, 4), Trade(1, 6), Trade(1, 7), MarketEvent.Mark(1, At(1), 5), MarketEvent.Trade(1, At(1), 8, 1),
            MarketEvent.Mark(0, At(1), 6), Trade(2, 9), MarketEvent.Quote(1, At(2), 1, 2, 3, 4), MarketEvent.Funding(0, At(2), 0.1),
        ];
        using (var recorder = MarketRecorder.Open(Data, [Abc, other], "test", _log.Add))
        {
            foreach (var e in events)
                recorder.Add(e);
            recorder.Complete();
        }

        foreach (var size in (int[])[1, 3, 100])
            ReplayedEvents.Of(DataSet.Open(Data), [Abc.Symbol, other.Symbol], bufferSize: size).ShouldEqual(events);
        Record(r => r.Add(Trade(3, 10)));
        ReplayedEvents.Of(DataSet.Open(Data), [Abc.Symbol, other.Symbol]).ShouldEqual([.. events, Trade(3, 10)]);
    }

    [Fact]
    public void Trade_that_came_live_and_by_a_fetch_is_there_once_but_equal_trades_of_one_moment_stay()
    {
        Record(recorder =>
        {
            recorder.Add(Trade(1, 5));
            recorder.Add(Trade(1, 5));
            recorder.Add(Trade(2, 6));
            recorder.Add(Trade(1, 5), 1);
            recorder.Add(Trade(1, 5), 1);
            recorder.Add(Trade(2, 6), 1);
            recorder.Add(Trade(3, 7), 1);
            recorder.Add(Trade(3, 7), 2);
            recorder.Add(Trade(2, 8), 2);
        });

        Prices().ShouldBe([5, 5, 6, 8, 7]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_that_was_flushed_is_lost_however_often_it_is_killed(int kills)
    {
        for (var i = 0; i < kills; i++)
        {
            var killed = Open();
            killed.Add(Trade(i, i + 1));
            killed.Flush();
            killed.Add(Trade(i, 99));
            killed.Abandon();
        }

        Record(recorder => recorder.Add(Trade(50, 50)));

        Prices().ShouldBe([.. Enumerable.Range(1, kills).Select(p => (double)p), 50]);
        _log.Count.ShouldBe(kills);
    }

    [Fact]
    public void Torn_end_of_a_spill_is_dropped_wherever_it_is_torn()
    {
        var recorder = Open();
        recorder.Add(Trade(1, 1));
        recorder.Flush();
        recorder.Add(Trade(2, 2));
        recorder.Flush();
        recorder.Abandon();
        var spill = Directory.GetFiles(_folder.File(".data.collect"), "*.spill").Single();
        var bytes = File.ReadAllBytes(spill);
        var block = RecordFrame.Size + SpillRow.Size;

        for (var cut = 0; cut <= bytes.Length; cut += cut < bytes.Length - (2 * block) - 3 ? 97 : 1)
        {
            Directory.CreateDirectory(_folder.File(".data.collect"));
            File.WriteAllBytes(spill, bytes[..cut]);
            Open().Dispose();
            if (cut < bytes.Length - block)
                Directory.Exists(Data).ShouldBeFalse($"{cut}");
            else
                Prices().Count.ShouldBe(cut < bytes.Length ? 1 : 2);
            if (Directory.Exists(Data))
                Directory.Delete(Data, recursive: true);
        }
    }

    [Fact]
    public void Finished_day_is_part_of_the_data_set_while_recording_goes_on_and_survives_a_kill()
    {
        var recorder = Open();
        recorder.Add(Trade(1, 1));
        recorder.Add(Trade(86_400 + 59, 2));
        recorder.Flush();
        Directory.Exists(Data).ShouldBeFalse();
        recorder.Add(Trade(86_400 + 60, 3));
        recorder.Flush();
        recorder.Abandon();

        Prices().ShouldBe([1]);
        Record(r => r.Add(Trade(86_400 + 61, 4)));
        Prices().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Running_day_is_continued_and_a_late_event_finds_its_finished_day()
    {
        Record(r => r.Add(Trade(1, 1)));
        var before = DataSet.Open(Data);
        Record(r =>
        {
            r.Add(Trade(3, 3));
            r.Add(Trade(86_400 + 100, 5));
            r.Flush();
            r.Add(Trade(2, 2));
        });

        Prices().ShouldBe([1, 2, 3, 5]);
        var files = DataSet.Open(Data).Manifest.Files.Select(f => f.Path).ToList();
        files.Count.ShouldBe(2);
        files[0].ShouldNotBe(before.Manifest.Files[0].Path);
        Directory.GetFiles(Data, "*.arrow", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Fact]
    public void Conversion_that_is_done_twice_gives_the_same_data_set()
    {
        var recorder = Open();
        recorder.Add(Trade(1, 1));
        recorder.Add(Trade(1, 1));
        recorder.Add(new RecordingGap { Symbol = Abc.Symbol, Kind = MarketEventKind.Trade, From = At(0), To = At(1), Cause = "a; b" });
        recorder.Flush();
        recorder.Abandon();
        var spill = Directory.GetFiles(_folder.File(".data.collect"), "*.spill").Single();
        new SpillConversion(spill).Run(Data);
        var once = DataSet.Open(Data);

        Open().Dispose();

        var twice = DataSet.Open(Data);
        twice.Manifest.Files.Select(f => f.Sha256).ShouldBe(once.Manifest.Files.Select(f => f.Sha256));
        twice.Manifest.Sources.ShouldBe(once.Manifest.Sources);
        twice.Manifest.Sources.Single().Note.ShouldBe($"gap {At(0)} to {At(1)} (a, b)");
    }

    [Fact]
    public void Full_disk_ends_the_recording_and_keeps_what_was_written()
    {
        var recorder = MarketRecorder.Open(Data, [Abc], "test", _log.Add, path => new FullDisk(path, 700));
        recorder.Add(Trade(1, 1));
        recorder.Flush();
        recorder.Add(Trade(2, 2));
        Enumerable.Range(3, 20).ToList().ForEach(i => recorder.Add(Trade(i, i)));
        Should.Throw<IOException>(recorder.Flush).Message.ShouldContain("The disk is full");
        recorder.Dispose();

        Open().Dispose();
        Prices().ShouldBe([1]);
    }

    [Fact]
    public void Two_processes_do_not_record_into_one_data_set()
    {
        using var first = Open();
        Should.Throw<IOException>(Open).Message.ShouldContain("another process is collecting into it");
    }

    [Fact]
    public void Folder_of_another_program_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "mine.txt"), "mine");
        Should.Throw<DataSetException>(Open).Message.ShouldContain("is not empty and has no manifest.json");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([Data]);
    }

    [Fact]
    public void Contract_may_change_its_limits_but_not_what_it_counts()
    {
        Record(r => r.Add(Trade(1, 1)));
        using (var changed = MarketRecorder.Open(Data, [Abc with { MaxLeverage = 7 }], "test", _log.Add))
        {
            changed.Add(Trade(2, 2));
            changed.Complete();
        }

        DataSet.Open(Data).Instrument(Abc.Symbol).MaxLeverage.ShouldBe(7);
        Should.Throw<DataSetException>(() => MarketRecorder.Open(Data, [Abc with { ContractSize = 1 }], "test", _log.Add)).Message.ShouldContain("with other rules");
    }

    public void Dispose() => _folder.Dispose();

    private static Timestamp At(double seconds) => Midnight.Plus((long)(seconds * Timestamp.PerSecond));

    private static MarketEvent Trade(double seconds, double price) => MarketEvent.Trade(0, At(seconds), price, 1, TakerSide.Buy);

    private MarketRecorder Open() => MarketRecorder.Open(Data, [Abc], "test", _log.Add);

    private void Record(Action<MarketRecorder> record)
    {
        using var recorder = Open();
        record(recorder);
        recorder.Complete();
    }

    private List<double> Prices()
    {
        var replay = new MarketReplay(DataSet.Open(Data), [Abc.Symbol]);
        var buffer = new MarketEvent[100];
        var count = replay.Read(buffer);
        replay.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return [.. buffer[..count].Where(e => e.Kind == MarketEventKind.Trade).Select(e => e.Price)];
    }
}
