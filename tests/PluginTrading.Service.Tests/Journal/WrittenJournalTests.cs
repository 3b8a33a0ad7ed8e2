using System.IO.Compression;
using System.Text;
using PluginTrading.Documents;
using PluginTrading.Scripting;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Scripts;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Collect;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Journal;

/// <summary>A journal of format 1 as an earlier program wrote it: four minutes of a paper session with trades, quotes, marks and a payment of funding.</summary>
public sealed class WrittenJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Fixtures => Path.Combine(TestData.RepositoryRoot, "tests", "PluginTrading.Service.Tests", "Journal", "Fixtures");

    private string Journal => _folder.File("journal.ptj");

    public WrittenJournalTests()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Fixtures, "journal.ptj.gz")), CompressionMode.Decompress);
        using var file = File.Create(Journal);
        packed.CopyTo(file);
    }

    [Fact]
    public void It_replays_with_equal_decisions()
    {
        using var journal = JournalReader.Open(Journal);
        var document = new DocumentReader(CollectRig.Plugins.Components, new DocumentScripts(new ScriptCompiler(new()))).ReadSession("session.json", Encoding.UTF8.GetBytes(journal.Header.Document), Fixtures);

        var result = SessionReplay.Run(
            SessionPlanner.Replay(document.Value.ShouldNotBeNull(string.Join('\n', document.Diagnostics)), journal.Header), CollectRig.Plugins.Components, journal, null, TestContext.Current.CancellationToken);

        result.Difference.ShouldBeNull();
        (result.Inputs, result.Decisions).ShouldBe((507, 27));
    }

    [Fact]
    public void Its_records_are_written_today_with_the_same_bytes()
    {
        var again = _folder.File("again.ptj");
        using (var journal = JournalReader.Open(Journal))
        using (var writer = JournalWriter.Create(again, journal.Header))
        {
            while (journal.Read() is { } record)
            {
                switch (record)
                {
                    case MarketInput market:
                        writer.Append(market.Event);
                        break;
                    case CommandInput command:
                        writer.Append(command.Command);
                        break;
                    case JournalDecision decision:
                        writer.Append(decision.Decision);
                        break;
                    default:
                        record.ShouldBeOfType<FinishInput>();
                        writer.AppendFinish();
                        break;
                }
            }
        }

        Records(again).ShouldBe(Records(Journal));
    }

    /// <summary>What follows the header, which may have gained members since.</summary>
    private static byte[] Records(string journal)
    {
        var bytes = File.ReadAllBytes(journal);
        return bytes[(16 + BitConverter.ToInt32(bytes, 8))..];
    }

    public void Dispose() => _folder.Dispose();
}
