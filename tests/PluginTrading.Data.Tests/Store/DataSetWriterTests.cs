using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Store;

/// <summary>A data set is changed whole or not at all, whatever happens while it is written.</summary>
public sealed class DataSetWriterTests : IDisposable
{
    private const int NoSpace = 28;

    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    /// <summary>Shares of the room that is needed; the last lacks one byte.</summary>
    public static TheoryData<double> TooSmall { get; } = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9999];

    [Theory]
    [MemberData(nameof(TooSmall))]
    public void Full_disk_is_told_and_leaves_nothing_behind(double share)
    {
        var room = (long)(share * RoomNeeded());

        var exception = Should.Throw<IOException>(() => Write(_scenario.Set, new DiskRoom(room)));

        exception.Message.ShouldMatch(@"^The disk is full: could not write .+\. The data set was left as it was; make room and try again\.$");
        _scenario.Content().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TooSmall))]
    public void Full_disk_leaves_an_existing_data_set_as_it_was(double share)
    {
        var room = (long)(share * RoomNeeded());
        _scenario.Import(_scenario.Write("a.csv", "time,mark_price\n1610658000000,3\n"));
        var (before, digest) = (_scenario.Content(), DataSet.Open(_scenario.Set).Digest);

        Should.Throw<IOException>(() => Write(_scenario.Set, new DiskRoom(room)));

        _scenario.Content().ShouldBe(before);
        DataSet.Open(_scenario.Set).Digest.ShouldBe(digest);
    }

    [Fact]
    public void Writer_that_is_dropped_before_its_end_leaves_nothing_behind()
    {
        using (var writer = new DataSetWriter(Path.Combine(_scenario.Set, "deep", "down")))
        {
            writer.AddInstrument(ImportScenario.Instrument);
            writer.Append(ImportScenario.Symbol, MarketEventKind.Trade).Add(MarketEvent.Trade(0, new Timestamp(Timestamp.PerDay), 1, 1));
        }

        _scenario.Content().ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_import_left_is_not_seen_and_is_deleted_by_the_next_one()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        var left = Path.Combine(_scenario.Folder, ".set.import");
        Directory.CreateDirectory(Path.Combine(left, "files", "NAS_BTC"));
        File.WriteAllText(Path.Combine(left, "files", "NAS_BTC", "half.arrow"), "half a file");
        File.WriteAllText(Path.Combine(left, "lock"), "");
        _scenario.Events().Count.ShouldBe(1);

        _scenario.Import(_scenario.Write("b.csv", "time,price,amount\n1610744400000,1,1\n")).IsRefused.ShouldBeFalse();

        _scenario.Events().Count.ShouldBe(2);
        Directory.Exists(left).ShouldBeFalse();
        Directory.GetFiles(_scenario.Set, "half.arrow", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Day_file_that_a_killed_commit_moved_before_the_manifest_is_replaced_by_the_next_import()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        File.WriteAllText(Path.Combine(_scenario.Set, "NAS_BTC", "trades", "2021-01-15.arrow"), "not in the manifest");
        _scenario.Events().Count.ShouldBe(1);

        _scenario.Import(_scenario.Write("b.csv", "time,price,amount\n1610744400000,1,1\n")).IsRefused.ShouldBeFalse();

        _scenario.Events().Count.ShouldBe(2);
        DataSet.Open(_scenario.Set).Verify(null, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Two_writers_of_one_folder_exclude_each_other()
    {
        using var first = new DataSetWriter(_scenario.Set);

        Should.Throw<IOException>(() => new DataSetWriter(_scenario.Set)).Message.ShouldContain("another process is writing to it");
    }

    [Fact]
    public void Events_out_of_order_are_a_bug()
    {
        using var writer = new DataSetWriter(_scenario.Set);
        writer.AddInstrument(ImportScenario.Instrument);
        var trades = writer.Append(ImportScenario.Symbol, MarketEventKind.Trade);
        trades.Add(MarketEvent.Trade(0, new Timestamp(Timestamp.PerDay + 5), 1, 1));

        Should.Throw<InvalidOperationException>(() => trades.Add(MarketEvent.Trade(0, new Timestamp(Timestamp.PerDay + 4), 1, 1)));
    }

    [Fact]
    public void Day_that_returns_after_another_is_a_bug()
    {
        using var writer = new DataSetWriter(_scenario.Set);
        writer.AddInstrument(ImportScenario.Instrument);
        var trades = writer.Append(ImportScenario.Symbol, MarketEventKind.Trade);
        trades.Add(MarketEvent.Trade(0, new Timestamp(2 * Timestamp.PerDay), 1, 1));

        Should.Throw<InvalidOperationException>(() => trades.Add(MarketEvent.Trade(0, new Timestamp(Timestamp.PerDay), 1, 1)));
    }

    [Fact]
    public void Days_begin_at_midnight_UTC_to_the_nanosecond()
    {
        using (var writer = new DataSetWriter(_scenario.Set))
        {
            writer.AddInstrument(ImportScenario.Instrument);
            var trades = writer.Append(ImportScenario.Symbol, MarketEventKind.Trade);
            trades.Add(MarketEvent.Trade(0, new Timestamp((2 * Timestamp.PerDay) - 1), 1, 1));
            trades.Add(MarketEvent.Trade(0, new Timestamp(2 * Timestamp.PerDay), 2, 1));
            writer.Commit();
        }

        DataSet.Open(_scenario.Set).Manifest.Files.Select(f => (f.Path, f.Rows)).ShouldBe([("NAS_BTC/trades/1970-01-02.arrow", 1L), ("NAS_BTC/trades/1970-01-03.arrow", 1L)]);
    }

    private static long RoomNeeded()
    {
        using var other = new ImportScenario();
        var room = new DiskRoom(1 << 20);
        Write(other.Set, room);
        other.Events().Count.ShouldBe(2);
        return (1 << 20) - room.Left;
    }

    private static void Write(string folder, DiskRoom room)
    {
        using var writer = new DataSetWriter(folder, room.Open);
        writer.AddInstrument(ImportScenario.Instrument);
        var trades = writer.Append(ImportScenario.Symbol, MarketEventKind.Trade);
        trades.Add(MarketEvent.Trade(0, new Timestamp(Timestamp.PerDay), 1, 1));
        trades.Add(MarketEvent.Trade(0, new Timestamp(2 * Timestamp.PerDay), 1, 1));
        writer.Commit();
    }

    /// <summary>Files on a disk that takes so many bytes and no more.</summary>
    private sealed class DiskRoom(long bytes)
    {
        public long Left { get; private set; } = bytes;

        public Stream Open(string path) => new LimitedFile(this, File.Create(path));

        private sealed class LimitedFile(DiskRoom room, FileStream file) : Stream
        {
            public override bool CanRead => false;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => file.Length;

            public override long Position { get => file.Position; set => throw new NotSupportedException(); }

            public override void Write(byte[] buffer, int offset, int count)
            {
                room.Left -= count;
                if (room.Left < 0)
                    throw new IOException("No space left on device", NoSpace);
                file.Write(buffer, offset, count);
            }

            public override void Flush() => file.Flush();

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    file.Dispose();
                base.Dispose(disposing);
            }
        }
    }
}
