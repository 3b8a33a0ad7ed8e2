using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Store;

/// <summary>Data sets that were damaged or changed on the disk.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly ImportScenario _scenario = new();

    public DamageTests() => _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n1610744400000,2,1\n1610744400001,3,1\n"));

    public void Dispose() => _scenario.Dispose();

    private string SecondDay => Path.Combine(_scenario.Set, "NAS_BTC", "trades", "2021-01-15.arrow");

    private string Manifest => Path.Combine(_scenario.Set, "manifest.json");

    [Fact]
    public async Task Day_file_that_is_missing_stops_the_replay_there_and_at_every_later_call()
    {
        File.Delete(SecondDay);
        await using var replay = new MarketReplay(DataSet.Open(_scenario.Set), [ImportScenario.Symbol]);

        // The first day is whole and is read; what is missing is told as soon as it is needed.
        for (var call = 0; call < 3; call++)
        {
            Should.Throw<DataSetException>(() => replay.Read(new MarketEvent[10])).Message
                .ShouldBe($"{SecondDay}: is missing; expected 2 trades of NAS_BTC in {DataSet.Open(_scenario.Set).Manifest.Files[1].Bytes} bytes. Import the data again.");
        }
    }

    [Fact]
    public void Day_file_that_is_cut_is_told()
    {
        File.WriteAllBytes(SecondDay, File.ReadAllBytes(SecondDay)[..^1]);

        Should.Throw<DataSetException>(() => _scenario.Events()).Message.ShouldMatch("2021-01-15.arrow: has \\d+ bytes, expected \\d+; the file is damaged or was changed. Import the data again.");
    }

    [Fact]
    public void Day_file_with_a_byte_changed_anywhere_is_found_by_a_replay_and_by_verifying()
    {
        var whole = File.ReadAllBytes(SecondDay);
        for (var i = 0; i < whole.Length; i += 3)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 0xff;
            File.WriteAllBytes(SecondDay, changed);

            DataSet.Open(_scenario.Set).Verify(null, TestContext.Current.CancellationToken).Single().ShouldContain("2021-01-15.arrow: SHA-256 is");
            Should.Throw<DataSetException>(() => _scenario.Events(), $"byte {i}").Message.ShouldContain("2021-01-15.arrow: ");
        }
    }

    [Fact]
    public void Whole_data_set_verifies() => DataSet.Open(_scenario.Set).Verify(null, TestContext.Current.CancellationToken).ShouldBeEmpty();

    [Fact]
    public void Day_file_of_another_day_is_told()
    {
        // Same rows and size, other times.
        using var other = new ImportScenario();
        other.Import(other.Write("a.csv", "time,price,amount\n1610744500000,2,1\n1610744500001,3,1\n"));
        File.Copy(Path.Combine(other.Set, "NAS_BTC", "trades", "2021-01-15.arrow"), SecondDay, overwrite: true);

        Should.Throw<DataSetException>(() => _scenario.Events()).Message.ShouldContain("2021-01-15.arrow: runs from 2021-01-15T21:01:40.000000000Z");
    }

    [Theory]
    [InlineData("\"rows\": 2", "\"rows\": 3", "it was changed or damaged")]
    [InlineData("\"price_tick\": \"0.00000001\"", "\"price_tick\": \"0.1\"", "it was changed or damaged")]
    [InlineData("\"format_version\": 2", "\"format_version\": 1", "has format version 1; this program reads version 2. Import the data again.")]
    [InlineData("\"kind\": \"trades\"", "\"kind\": \"traids\"", "has the kind 'traids'; expected trades, quotes, marks or funding")]
    [InlineData("NAS_BTC/trades/2021-01-15.arrow", "../../../../etc/passwd", "expected at least one row and the path 'NAS_BTC/trades/2021-01-15.arrow'")]
    [InlineData("\"files\"", "\"fils\"", "is not a manifest of a data set")]
    [InlineData("{", "", "is not a manifest of a data set")]
    public void Manifest_that_was_changed_is_told(string text, string replacement, string problem)
    {
        var whole = File.ReadAllText(Manifest);
        var at = whole.IndexOf(text, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        File.WriteAllText(Manifest, whole[..at] + replacement + whole[(at + text.Length)..]);

        var message = Should.Throw<DataSetException>(() => DataSet.Open(_scenario.Set)).Message;

        message.ShouldStartWith(Manifest);
        message.ShouldContain(problem);
    }

    [Fact]
    public void Folder_without_a_data_set_is_told_with_how_to_make_one()
    {
        Should.Throw<DataSetException>(() => DataSet.Open(_scenario.Path("none"))).Message
            .ShouldEndWith("none: does not exist; expected the folder of a data set. Make one with 'plugintrading data import' or 'plugintrading data generate'.");
        Should.Throw<DataSetException>(() => DataSet.Open(_scenario.Folder)).Message.ShouldContain("has no manifest.json");
    }

    [Fact]
    public void Digest_depends_on_the_content_and_on_nothing_else()
    {
        using var same = new ImportScenario();
        same.Import(same.WriteGzip("a.csv", File.ReadAllText(_scenario.Path("a.csv"))));
        using var other = new ImportScenario();
        other.Import(other.Write("a.csv", File.ReadAllText(_scenario.Path("a.csv")).Replace(",3,1", ",3,2", StringComparison.Ordinal)));

        var digest = DataSet.Open(_scenario.Set).Digest;
        DataSet.Open(same.Set).Digest.ShouldBe(digest);
        DataSet.Open(other.Set).Digest.ShouldNotBe(digest);
    }

    [Fact]
    public void Digest_is_the_same_on_every_machine() => DataSet.Open(_scenario.Set).Digest.ShouldBe("498a8629028673098733646ab3601709b952599b5751e527bb43efb01c99b16b");

    [Fact]
    public void Manifest_says_what_is_in_each_file()
    {
        var entry = DataSet.Open(_scenario.Set).Manifest.Files[1];

        (entry.Rows, entry.FirstTime.ToString(), entry.LastTime.ToString(), entry.LongestGapNanoseconds, entry.Kind)
            .ShouldBe((2, "2021-01-15T21:00:00.000000000Z", "2021-01-15T21:00:00.001000000Z", 1_000_000, MarketEventKind.Trade));
        new FileInfo(SecondDay).Length.ShouldBe(entry.Bytes);
        DayFile.Verify(_scenario.Set, entry, TestContext.Current.CancellationToken);
    }
}
