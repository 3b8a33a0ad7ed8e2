using PluginTrading.Data.Recording;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests.Recording;

/// <summary>Recordings that were cut off, damaged, met a full disk or another process: nothing wrong becomes part of a data set, and nothing is lost unsaid.</summary>
public sealed class BrokenRecordingTests : IDisposable
{
    private static readonly Timestamp Midnight = Timestamp.FromUnixMilliseconds(1_704_067_200_000);

    private static readonly Instrument Abc = new() { Symbol = "ABC_USDT", Base = "ABC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.01m, ContractSize = 0.01m };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    private string Data => _folder.File("data");

    private string Spills => _folder.File(".data.collect");

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xff)]
    public void Byte_that_has_changed_in_a_spill_never_gives_a_wrong_event_and_what_is_lost_is_told_and_kept(int change)
    {
        var spill = Spill(1, 2, 3);
        var bytes = File.ReadAllBytes(spill);
        var block = RecordFrame.Size + SpillRow.Size;
        for (var at = 0; at < bytes.Length; at++)
        {
            Clear();
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)change;
            File.WriteAllBytes(spill, damaged);
            if (at < SpillWriter.Magic.Length)
            {
                Should.Throw<DataSetException>(Open).Message.ShouldContain("does not begin like a recording of this program");
                File.Exists(spill).ShouldBeTrue();
                continue;
            }

            Open().Dispose();

            // Blocks of one event each; the head before them.
            var blocksBehind = (bytes.Length - 1 - at) / block;
            Prices().ShouldBe(new double[] { 1, 2, 3 }.SkipLast(Math.Min(3, blocksBehind + 1)), $"byte {at}");
            if (blocksBehind == 0)
                continue;
            _log.ShouldContain(l => l.Contains("is damaged at byte", StringComparison.Ordinal), $"byte {at}");
            File.ReadAllBytes(Directory.GetFiles(Spills, "*.damaged1").Single()).ShouldBe(damaged);
        }
    }

    [Fact]
    public void Continued_day_loses_nothing_that_the_data_set_had_wherever_its_spill_is_cut_off()
    {
        // What the data set has takes two blocks at the beginning of the spill.
        double[] had = [.. Enumerable.Range(1, 1500)];
        Record(had);
        var spill = Spill(2000);
        var bytes = File.ReadAllBytes(spill);
        var before = Directory.CreateDirectory(_folder.File("before")).FullName;
        Copy(Data, before);
        for (var cut = 0; cut <= bytes.Length; cut += cut < bytes.Length - 500 ? 2477 : 1)
        {
            Clear();
            Copy(before, Data);
            File.WriteAllBytes(spill, bytes[..cut]);

            Open().Dispose();

            Prices().ShouldBe(cut < bytes.Length ? had : had.Append(2000), $"cut at {cut}");
        }
    }

    [Fact]
    public void Trade_that_hundreds_of_fetches_bring_is_there_once()
    {
        using (var recorder = Open())
        {
            recorder.Add(Trade(1, 1));
            for (var round = 1; round <= 600; round++)
                recorder.Add(Trade(1, 1), round);
            recorder.Complete();
        }

        Prices().ShouldBe([1]);
    }

    [Fact]
    public void Event_far_ahead_of_the_others_ends_no_day()
    {
        using var recorder = Open();
        for (var i = 0; i < 3; i++)
        {
            recorder.Add(Trade(i, i));
            recorder.Add(Trade(100 * 86_400, 9));
            recorder.Flush();
            recorder.Add(Trade(i, i));
            recorder.Flush();
        }

        _log.ShouldBeEmpty();
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public void Disk_that_is_full_at_the_end_does_not_keep_the_folder_locked()
    {
        var recorder = MarketRecorder.Open(Data, [Abc], "test", _log.Add, path => new FullDisk(path, 600));
        recorder.Add(Trade(1, 1));
        recorder.Flush();
        for (var i = 2; i < 20; i++)
            recorder.Add(Trade(i, i));

        recorder.Dispose();

        _log.Single().ShouldContain("could not be written");
        Open().Dispose();
        Prices().ShouldBe([1]);
    }

    [Fact]
    public void After_a_full_disk_every_further_write_is_refused()
    {
        using var recorder = MarketRecorder.Open(Data, [Abc], "test", _log.Add, path => new FullDisk(path, 600));
        recorder.Add(Trade(1, 1));
        recorder.Flush();
        for (var i = 2; i < 20; i++)
            recorder.Add(Trade(i, i));
        Should.Throw<IOException>(recorder.Flush);

        Should.Throw<IOException>(recorder.Flush).Message.ShouldContain("an earlier write failed");
        Should.Throw<IOException>(() =>
        {
            for (var i = 0; i < 5000; i++)
                recorder.Add(Trade(i, i));
        });
    }

    [Fact]
    public void Day_that_cannot_be_moved_into_place_is_kept_for_the_next_start()
    {
        Record(1);
        var manifest = File.ReadAllBytes(Path.Combine(Data, "manifest.json"));
        var inTheWay = Path.Combine(Data, DataSet.Open(Data).Manifest.Files[0].Path.Replace("2024-01-01", "2024-01-02", StringComparison.Ordinal));
        Directory.CreateDirectory(inTheWay);
        using (var recorder = Open())
        {
            recorder.Add(Trade(86_400, 2));
            Should.Throw<IOException>(recorder.Complete);
        }

        File.ReadAllBytes(Path.Combine(Data, "manifest.json")).ShouldBe(manifest);
        Prices().ShouldBe([1]);
        Directory.Delete(inTheWay);
        Open().Dispose();
        Prices().ShouldBe([1, 2]);
    }

    [Fact]
    public void Process_that_died_between_moving_files_and_the_manifest_is_made_good()
    {
        Record(1);
        var before = _folder.File("before");
        Copy(Data, before);
        var spill = Spill(2);
        var bytes = File.ReadAllBytes(spill);
        Open().Dispose();
        var after = DataSet.Open(Data).Manifest;

        // The new day files lie there, the manifest and the old ones are still those of before.
        Copy(before, Data);
        Directory.CreateDirectory(Spills);
        File.WriteAllBytes(spill, bytes);
        Open().Dispose();

        Prices().ShouldBe([1, 2]);
        DataSet.Open(Data).Manifest.Files.ShouldBe(after.Files);
        DataSet.Open(Data).Verify(null, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Link_to_a_data_set_is_no_way_around_its_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege there.");
        Record(1);
        Directory.CreateSymbolicLink(_folder.File("link"), Data);
        using var first = Open();

        Should.Throw<IOException>(() => MarketRecorder.Open(_folder.File("link"), [Abc], "test", _log.Add)).Message.ShouldContain("another process is collecting into it");
    }

    [Fact]
    public void Spill_of_another_version_is_refused_and_kept()
    {
        var spill = Spill(1);
        File.WriteAllText(spill, "PTSPILL1 and more");

        Should.Throw<DataSetException>(Open).Message.ShouldContain("finish it with the version that wrote it");
        File.Exists(spill).ShouldBeTrue();
    }

    [Fact]
    public void Day_that_is_being_collected_is_not_imported_beside()
    {
        Record(-86_400);
        using var recorder = Open();
        recorder.Add(Trade(1, 1));

        using var writer = new DataSetWriter(Data);
        writer.AddInstrument(Abc);
        Should.Throw<DataSetException>(() => writer.Append(Abc.Symbol, MarketEventKind.Trade).Add(Trade(2, 2))).Message.ShouldContain("2024-01-01 is being collected");
    }

    [Fact]
    public void Gap_that_was_filled_is_not_noted_even_when_its_day_was_over_meanwhile()
    {
        var gap = new RecordingGap { Symbol = Abc.Symbol, Kind = MarketEventKind.Trade, From = At(1), To = At(5), Cause = "cut" };
        var stays = gap with { From = At(6), To = At(7) };
        using (var recorder = Open())
        {
            recorder.Add(Trade(1, 1));
            recorder.Add(gap);
            recorder.Add(stays);
            recorder.Add(Trade(5, 5));
            recorder.Flush();
            recorder.Add(Trade(86_400 + 61, 6));
            recorder.Flush();
            recorder.Fill(gap);
            recorder.Complete();
        }

        DataSet.Open(Data).Manifest.Sources.Single().Note.ShouldBe($"gap {At(6)} to {At(7)} (cut)");
    }

    public void Dispose() => _folder.Dispose();

    private static Timestamp At(double seconds) => Midnight.Plus((long)(seconds * Timestamp.PerSecond));

    private static MarketEvent Trade(double seconds, double price) => MarketEvent.Trade(0, At(seconds), price, 1, TakerSide.Buy);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private MarketRecorder Open() => MarketRecorder.Open(Data, [Abc], "test", _log.Add);

    private void Record(params double[] seconds)
    {
        using var recorder = Open();
        foreach (var at in seconds)
            recorder.Add(Trade(at, at));
        recorder.Complete();
    }

    /// <summary>A spill that a killed process has left, a block for each event.</summary>
    private string Spill(params double[] seconds)
    {
        var recorder = Open();
        foreach (var at in seconds)
        {
            recorder.Add(Trade(at, at));
            recorder.Flush();
        }

        recorder.Abandon();
        return Directory.GetFiles(Spills, "*.spill").Single();
    }

    private void Clear()
    {
        _log.Clear();
        foreach (var folder in (string[])[Data, Spills])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Spills);
    }

    private List<double> Prices() => Directory.Exists(Data) ? [.. ReplayedEvents.Of(DataSet.Open(Data), [Abc.Symbol]).Select(e => e.Price)] : [];
}
