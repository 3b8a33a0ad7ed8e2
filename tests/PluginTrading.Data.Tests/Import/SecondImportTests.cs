using PluginTrading.Data.Import;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Import;

/// <summary>Imports into a folder that already is a data set, or something else.</summary>
public sealed class SecondImportTests : IDisposable
{
    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Second_import_adds_days_and_needs_no_instrument()
    {
        _scenario.Import(_scenario.Write("b.csv", "time,price,amount\n1610744400000,2,1\n"));

        ImportScenario.Import(_scenario.Request(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n")) with { Instrument = null }).IsRefused.ShouldBeFalse();

        _scenario.Events().Select(e => e.Price).ShouldBe([1, 2]);
        DataSet.Open(_scenario.Set).Manifest.Sources.Select(s => s.Name).ShouldBe(["b.csv", "a.csv"]);
    }

    [Fact]
    public void Second_import_adds_another_kind_on_the_same_day()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        _scenario.Import(_scenario.Write("m.csv", "time,mark_price\n1610658000000,3\n"));

        _scenario.Events().Select(e => e.Kind).ShouldBe([MarketEventKind.Mark, MarketEventKind.Trade]);
    }

    [Fact]
    public void Second_import_adds_a_symbol()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        var other = new Instrument { Symbol = "EVX_BTC", Base = "EVX", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 1 };

        ImportScenario.Import(_scenario.Request(_scenario.Write("b.csv", "time,price,amount\n1610658000000,2,1\n")) with { Symbol = "EVX_BTC", Instrument = other });

        var set = DataSet.Open(_scenario.Set);
        set.Symbols.ShouldBe(["EVX_BTC", "NAS_BTC"]);
        set.Instrument("EVX_BTC").ShouldBe(other);
        ReplayedEvents.Of(set, ["NAS_BTC", "EVX_BTC"]).Select(e => (e.SymbolIndex, e.Price)).ShouldBe([(0, 1.0), (1, 2.0)]);
    }

    [Fact]
    public void Same_file_again_is_refused_with_the_day_that_is_there_already()
    {
        var file = _scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n1610658000001,1,1\n");
        _scenario.Import(file);
        var before = _scenario.Content();

        Should.Throw<DataSetException>(() => _scenario.Import(file)).Message.ShouldBe(
            $"{_scenario.Set} already has 2 trades of NAS_BTC on 2021-01-14 (from 2021-01-14T21:00:00.000000000Z to 2021-01-14T21:00:00.001000000Z, imported from a.csv); "
            + "days are added whole. Leave that day out, or import all files of it at once into another folder.");

        _scenario.Content().ShouldBe(before);
        _scenario.Events().Count.ShouldBe(2);
    }

    [Fact]
    public void Second_import_that_is_refused_leaves_the_data_set_as_it_was()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        var digest = DataSet.Open(_scenario.Set).Digest;

        _scenario.ProblemsOf("time,price,amount\n1610744400000,2,1\n1610744400001,-2,1\n").Count.ShouldBe(1);

        DataSet.Open(_scenario.Set).Digest.ShouldBe(digest);
    }

    [Fact]
    public void Other_rules_for_a_known_symbol_are_refused()
    {
        _scenario.Import(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n"));
        var request = _scenario.Request(_scenario.Write("b.csv", "time,price,amount\n1610744400000,1,1\n")) with { Instrument = ImportScenario.Instrument with { PriceTick = 0.5m } };

        Should.Throw<DataSetException>(() => ImportScenario.Import(request)).Message.ShouldContain("already has the instrument NAS_BTC with other rules");
    }

    [Fact]
    public void Unknown_symbol_is_refused_with_an_instrument_file_made_from_the_data()
    {
        var request = _scenario.Request(_scenario.Write("a.csv", "time,price,amount\n1610658000000,0.00000810,1.5\n1610658000001,0.000008,10\n")) with { Instrument = null };

        var message = Should.Throw<DataSetException>(() => ImportScenario.Import(request)).Message;

        message.ShouldContain("does not know the rules of NAS_BTC. Save this as nas_btc.json");
        message.ShouldEndWith(InstrumentJson.Format(ImportScenario.Instrument with { PriceTick = 0.0000001m, QuantityStep = 0.1m }));
        Directory.Exists(_scenario.Set).ShouldBeFalse();
    }

    [Fact]
    public void Instrument_of_another_symbol_is_refused() =>
        Should.Throw<DataSetException>(() => ImportScenario.Import(_scenario.Request(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n")) with { Symbol = "EVX_BTC" }))
            .Message.ShouldBe("The instrument is NAS_BTC, but the symbol to import is EVX_BTC; expected the same.");

    [Theory]
    [InlineData("nas_btc")]
    [InlineData("NAS")]
    [InlineData("../NAS_BTC")]
    public void Symbol_that_no_session_could_name_is_refused(string symbol) =>
        Should.Throw<DataSetException>(() => ImportScenario.Import(_scenario.Request(_scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n")) with { Symbol = symbol }))
            .Message.ShouldBe($"The symbol to import is {symbol}; expected BASE_QUOTE in capitals, at most 40 characters, as in BTC_USDT.");

    [Fact]
    public void Folder_with_other_things_in_it_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_scenario.Set);
        File.WriteAllText(Path.Combine(_scenario.Set, "thesis.txt"), "do not touch");
        var file = _scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n");
        var before = _scenario.Content();

        Should.Throw<DataSetException>(() => _scenario.Import(file)).Message
            .ShouldBe($"{_scenario.Set}: is not empty and has no manifest.json; expected a data set, an empty folder or none.");
        _scenario.Content().ShouldBe(before);
    }

    [Fact]
    public void Import_that_is_cancelled_leaves_nothing_behind()
    {
        var request = _scenario.Request(_scenario.Write("a.csv", "time,price,amount\n" + string.Concat(Enumerable.Repeat("1610658000000,1,1\n", 100_000))));
        using var cancellation = new CancellationTokenSource();
        var before = _scenario.Content();

        Should.Throw<OperationCanceledException>(() => DataImporter.Run(request, new CancelAfter(50_000, cancellation), cancellation.Token));

        _scenario.Content().ShouldBe(before);
    }

    [Fact]
    public void Progress_reaches_all_bytes_and_rows()
    {
        var seen = new List<ImportProgress>();
        DataImporter.Run(
            _scenario.Request(_scenario.WriteGzip("a.csv.gz", "time,price,amount\n" + string.Concat(Enumerable.Repeat("1610658000000,1,1\n", 40_000)))),
            new Recorder(seen), TestContext.Current.CancellationToken);

        seen.Zip(seen.Skip(1)).ShouldAllBe(p => p.Second.Rows >= p.First.Rows && p.Second.BytesDone >= p.First.BytesDone);
        seen[^1].Rows.ShouldBe(40_000);
        seen[^1].BytesDone.ShouldBe(seen[^1].BytesTotal);
    }

    private sealed class CancelAfter(long rows, CancellationTokenSource cancellation) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Rows >= rows)
                cancellation.Cancel();
        }
    }

    private sealed class Recorder(List<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Add(value);
    }
}
