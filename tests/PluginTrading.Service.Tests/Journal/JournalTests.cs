using PluginTrading.Data.Recording;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Tests.Journal;

/// <summary>What is written to a journal is read back, and what is cut off or damaged is found.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly JournalHeader Header = new()
    {
        SessionKey = "k3f9w2qz7a",
        StartedAt = new Timestamp(1),
        Document = "{}",
        Folder = "/",
        Instruments = [Sessions.LiveRig.Instrument],
        StrategyDigests = new Dictionary<string, string> { ["test"] = "sha256:0" },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private string File => Path.Combine(_folder, "journal.ptj");

    [Fact]
    public void Every_kind_of_record_is_read_back_as_it_was_written()
    {
        MarketEvent[] events =
        [
            MarketEvent.Trade(1, new Timestamp(10), 0.1 + 0.2, 3, TakerSide.Sell), MarketEvent.Quote(0, new Timestamp(11), 1, 2, 3, 4),
            MarketEvent.Mark(0, new Timestamp(12), 5), MarketEvent.Funding(0, new Timestamp(13), -0.0001),
        ];
        VenueEvent fill = new OrderFilled { Time = new Timestamp(14), ClientOrderId = "a-1-1", FillId = "f", Price = 1.10m, Quantity = 0.001m, Commission = 0.000000001m, Liquidity = Liquidity.Maker };
        EngineCommand command = new ChangeTradingLevel { Time = new Timestamp(15), Level = TradingLevel.ReduceOnly, By = "ann" };
        using (var writer = JournalWriter.Create(File, Header))
        {
            foreach (var e in events)
                writer.Append(in e);
            writer.Append(fill);
            writer.Append(command);
            writer.Append(new Decision("submit", """{"ClientOrderId":"a-1-1"}"""));
            writer.AppendFinish().ShouldBe(7);
        }

        using var reader = JournalReader.Open(File);
        reader.Header.SessionKey.ShouldBe("k3f9w2qz7a");
        reader.Header.Instruments.ShouldBe(Header.Instruments);
        foreach (var e in events)
            reader.Read().ShouldBeOfType<MarketInput>().Event.ShouldBe(e);
        reader.Read().ShouldBeOfType<VenueInput>().Event.ShouldBe(fill);
        reader.Read().ShouldBeOfType<CommandInput>().Command.ShouldBe(command);
        reader.Read().ShouldBeOfType<JournalDecision>().Decision.Text.ShouldBe("""{"ClientOrderId":"a-1-1"}""");
        reader.Read().ShouldBeOfType<FinishInput>().Sequence.ShouldBe(7);
        reader.Read().ShouldBeNull();
    }

    [Fact]
    public void Journal_cut_off_at_any_byte_gives_its_whole_records_and_can_be_continued()
    {
        long headerEnd;
        using (var writer = JournalWriter.Create(File, Header))
        {
            headerEnd = new FileInfo(File).Length;
            for (var i = 0; i < 3; i++)
                writer.Append(MarketEvent.Trade(0, new Timestamp(i), 100 + i, 1));
        }

        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = (int)headerEnd; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            long end, inputs;
            using (var reader = JournalReader.Open(File))
            {
                while (reader.Read() is not null)
                {
                }

                (end, inputs) = (reader.Length, reader.Sequence);
            }

            inputs.ShouldBe((length - headerEnd) / ((whole.Length - headerEnd) / 3));
            using (var writer = JournalWriter.Continue(File, end, inputs))
                writer.Append(MarketEvent.Mark(0, new Timestamp(9), 7)).ShouldBe(inputs + 1);
            using var again = JournalReader.Open(File);
            JournalRecord? last = null;
            while (again.Read() is { } record)
                last = record;
            last.ShouldBeOfType<MarketInput>().Event.MarkPrice.ShouldBe(7);
        }
    }

    [Fact]
    public void Damage_in_the_middle_is_refused_with_its_place()
    {
        using (var writer = JournalWriter.Create(File, Header))
        {
            for (var i = 0; i < 3; i++)
                writer.Append(MarketEvent.Trade(0, new Timestamp(i), 100 + i, 1));
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[^80] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);
        using var reader = JournalReader.Open(File);
        Should.Throw<JournalException>(() =>
        {
            while (reader.Read() is not null)
            {
            }
        }).Message.ShouldContain("is damaged and others follow it");
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xff)]
    public void Byte_that_has_changed_is_found_wherever_it_is(int change)
    {
        long lastRecord;
        using (var writer = JournalWriter.Create(File, Header))
        {
            writer.Append(MarketEvent.Trade(0, new Timestamp(1), 100, 1));
            writer.Append(new ChangeTradingLevel { Time = new Timestamp(2), Level = TradingLevel.ReduceOnly, By = "ann" });
            writer.Append(new Decision("submit", """{"ClientOrderId":"a-1-1"}"""));
            writer.Sync();
            lastRecord = new FileInfo(File).Length;
            writer.Append(MarketEvent.Quote(0, new Timestamp(3), 1, 2, 3, 4));
        }

        var whole = System.IO.File.ReadAllBytes(File);
        var records = ReadAll();
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= (byte)change;
            System.IO.File.WriteAllBytes(File, bytes);
            if (at < lastRecord)
                Should.Throw<JournalException>(ReadAll, $"byte {at}");
            else
                ReadAll().ShouldBe(records.SkipLast(1), $"byte {at}");
        }
    }

    [Fact]
    public void Zeros_behind_the_last_record_are_a_torn_end()
    {
        using (var writer = JournalWriter.Create(File, Header))
            writer.Append(MarketEvent.Trade(0, new Timestamp(1), 100, 1));
        var length = new FileInfo(File).Length;
        using (var file = System.IO.File.OpenWrite(File))
            file.SetLength(length + 5000);

        using var reader = JournalReader.Open(File);
        reader.Read().ShouldNotBeNull();
        reader.Read().ShouldBeNull();
        reader.Length.ShouldBe(length);
    }

    [Fact]
    public void Header_of_another_program_is_refused_in_words()
    {
        byte[] bytes = [.. JournalWriter.Magic, .. new byte[RecordFrame.Size], .. """{"Format":2}"""u8];
        RecordFrame.Seal(bytes.AsSpan(JournalWriter.Magic.Length), kind: 1);
        System.IO.File.WriteAllBytes(File, bytes);
        Should.Throw<JournalException>(() => JournalReader.Open(File)).Message.ShouldContain("its header is not one that this program knows");
    }

    [Fact]
    public void Second_writer_is_refused()
    {
        using var first = JournalWriter.Create(File, Header);
        Should.Throw<JournalException>(() => JournalWriter.Continue(File, 0, 0)).Message.ShouldContain("another process runs this session");
    }

    [Theory]
    [InlineData("", "does not begin like a journal")]
    [InlineData("PTJRNL01", "header is missing or torn")]
    [InlineData("something else altogether", "does not begin like a journal")]
    public void File_that_is_no_journal_is_refused(string content, string message)
    {
        System.IO.File.WriteAllText(File, content);
        Should.Throw<JournalException>(() => JournalReader.Open(File)).Message.ShouldContain(message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<JournalRecord> ReadAll()
    {
        using var reader = JournalReader.Open(File);
        var records = new List<JournalRecord>();
        while (reader.Read() is { } record)
            records.Add(record);
        return records;
    }
}
