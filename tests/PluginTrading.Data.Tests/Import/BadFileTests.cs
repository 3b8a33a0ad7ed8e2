using System.IO.Compression;
using System.Text;
using PluginTrading.Data.Import;

namespace PluginTrading.Data.Tests.Import;

/// <summary>Files that cannot be read as what they are taken for. Each is refused whole, by name and line, and leaves nothing behind.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Truncated_gzip_is_refused_wherever_it_ends(CompressionLevel level)
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{1_610_658_000_000 + i},{i + 1},1\n"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("time,price,quantity\n" + rows));
        var bytes = packed.ToArray();

        for (var length = 3; length < bytes.Length; length += length < bytes.Length - 20 ? 7 : 1)
        {
            File.WriteAllBytes(_scenario.Path("cut.csv.gz"), bytes[..length]);
            var request = _scenario.Request(_scenario.Path("cut.csv.gz")) with { DropBad = true };
            _scenario.ProblemsOf(request)[^1].ShouldMatch(@"^cut\.csv\.gz:\d+: cannot be read: the file is damaged or truncated from here on \(.+\); expected a whole file\. Download it again\.$", $"cut at {length} of {bytes.Length}");
        }
    }

    [Fact]
    public void Truncation_far_into_a_file_is_told_with_its_line()
    {
        var path = _scenario.WriteGzip("long.csv.gz", "time,price,quantity\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{1_610_658_000_000 + i},{i % 977},1\n")).Replace(",0,", ",1,", StringComparison.Ordinal));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1000]);

        var problem = _scenario.ProblemsOf(_scenario.Request(path)).Single();

        int.Parse(problem.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(150_000);
    }

    [Fact]
    public void Gzip_whose_content_was_changed_is_refused()
    {
        var path = _scenario.WriteGzip("a.csv.gz", "time,price,quantity\n1610658000000,1,1\n");
        var bytes = File.ReadAllBytes(path);
        bytes[^6] ^= 1; // the CRC-32 at its end
        File.WriteAllBytes(path, bytes);

        _scenario.ProblemsOf(_scenario.Request(path)).Single().ShouldStartWith("a.csv.gz:");
    }

    [Fact]
    public void Truncated_zip_is_refused()
    {
        var path = _scenario.WriteZip("a.zip", ("a.csv", "time,price,quantity\n1610658000000,1,1\n"));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^10]);

        _scenario.ProblemsOf(_scenario.Request(path)).Single().ShouldMatch(@"^a\.zip: is a damaged or truncated zip \(.+\); expected a whole one\. Download it again\.$");
    }

    [Fact]
    public void Zip_whose_content_was_changed_is_refused()
    {
        var path = _scenario.Path("a.zip");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("a.csv", CompressionLevel.NoCompression).Open();
            stream.Write("time,price,quantity\n1610658000000,1,1\n"u8);
        }

        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("1610658000000,1,1"u8) + 14] = (byte)'7';
        File.WriteAllBytes(path, bytes);

        _scenario.ProblemsOf(_scenario.Request(path)).Single().ShouldMatch(@"^a\.zip!a\.csv:3: cannot be read: the file is damaged or truncated from here on \(its CRC-32 is [0-9a-f]{8} instead of [0-9a-f]{8}\)");
    }

    [Fact]
    public void Zip_without_a_csv_file_is_refused_with_what_it_has() =>
        _scenario.ProblemsOf(_scenario.Request(_scenario.WriteZip("a.zip", ("readme.md", "x")))).Single()
            .ShouldBe("a.zip: has no file that ends in .csv, .txt or .tsv; it has: readme.md.");

    [Theory]
    [InlineData("", "data.csv: is empty; expected a CSV file with a header line.")]
    [InlineData("\n\n# nothing\n", "data.csv:3: has no line but comments and blank ones; expected a CSV file with a header line.")]
    [InlineData("ts_ms,price,amount\n", "data.csv:1: has a header line and no rows; expected data.")]
    [InlineData("PAR1xxxx", "data.csv: is a Parquet file; expected a CSV file, plain, gzip or zip.")]
    [InlineData("BZh91AY", "data.csv: is compressed with bzip2; expected a CSV file, plain, gzip or zip.")]
    [InlineData("{\"trades\": [{\"price\": 1}]}\n", "data.csv:1: has the columns {\"trades\": [{\"price\": 1}]}")]
    [InlineData("\0\u0001\u0002\u0003binary\n", "data.csv:1: is not text in UTF-8; expected the header line of a CSV file.")]
    [InlineData("Dear reader, this is a letter.\n", "data.csv:1: has the columns Dear reader, this is a letter., which are those of no kind of data; expected trades (time, price, quantity), ")]
    [InlineData("\"time,price\n1,2\n", "data.csv:1: has a quote that is not closed; expected the header line of a CSV file.")]
    public void File_that_is_no_csv_with_rows_is_refused(string content, string problem)
    {
        if (problem.Contains("{\"trades\"", StringComparison.Ordinal))
            problem = "data.csv:1: has the columns {trades: [{price: 1}]}";
        _scenario.ProblemsOf(content).Single().ShouldStartWith(problem);
    }

    [Fact]
    public void Line_of_50_MB_is_refused_without_being_held_in_memory()
    {
        var path = _scenario.Path("long.csv");
        using (var stream = File.Create(path))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'7');
            for (var i = 0; i < 50; i++)
                stream.Write(block);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        _scenario.ProblemsOf(_scenario.Request(path)).Single().ShouldBe("long.csv:1: is longer than 1048576 bytes; expected lines of a CSV file.");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public void Line_that_is_too_long_after_good_ones_is_refused_with_its_number() =>
        _scenario.ProblemsOf("time,price,quantity\n1610658000000,1,1\n" + new string('7', 2 << 20) + "\n").Single()
            .ShouldBe("data.csv:3: is longer than 1048576 bytes; expected lines of a CSV file.");

    [Fact]
    public void Column_that_is_not_there_is_refused_with_all_there_are() =>
        _scenario.ProblemsOf("ts_ms,price,amount\n1610658000000,1,1\n", r => r with { Columns = new Dictionary<ColumnRole, string> { [ColumnRole.Price] = "prise" } }).Single()
            .ShouldBe("data.csv:1: has no column 'prise' (column price); the columns are: ts_ms, price, amount.");

    [Fact]
    public void Column_that_cannot_be_guessed_is_asked_for() =>
        _scenario.ProblemsOf("ts_ms,price,wieviel\n1610658000000,1,1\n", r => r with { Kind = ImportKind.Trades }).Single()
            .ShouldBe("data.csv:1: has no column that is known as the quantity of trades; it has ts_ms, price, wieviel. Name it with --columns quantity=COLUMN.");

    [Fact]
    public void File_without_a_header_asks_for_kind_and_column_numbers() =>
        _scenario.ProblemsOf("1610658000000,1,1\n").Single()
            .ShouldBe("data.csv:1: has no header line; give --kind, and --columns by number as in time=1,price=2,quantity=3 (it has 3 columns).");

    [Fact]
    public void Order_book_is_not_taken_for_trades() =>
        _scenario.ProblemsOf("event_ms,first_u,last_u,side,price,qty\n1610658000000,1,2,b,1,1\n").Single().ShouldStartWith("data.csv:1: looks like an order book (column 'first_u')");

    [Fact]
    public void File_of_another_symbol_is_refused_with_the_symbols_that_it_has() =>
        _scenario.ProblemsOf("time,symbol,price,quantity\n1610658000003,ETHBTC,1,1\n").Single()
            .ShouldBe("data.csv:2: has no row of the symbol in its first 1 rows; it has ETHBTC. Choose one with --where COLUMN=VALUE.");

    [Fact]
    public void Time_in_no_known_unit_is_refused() =>
        _scenario.ProblemsOf("time,price,quantity\n12345,1,1\n").Single()
            .ShouldBe("data.csv:2:time: is '12345', not a time from 2000 to 2100 in s, ms, us or ns since 1970; give --time-format.");

    [Fact]
    public void File_that_is_missing_is_an_error_that_names_it()
    {
        Should.Throw<FileNotFoundException>(() => _scenario.Import(_scenario.Path("none.csv"))).Message.ShouldEndWith("none.csv: does not exist; expected a CSV file, plain, gzip or zip.");
        _scenario.Content().ShouldBeEmpty();
    }

    [Fact]
    public void Problems_of_several_files_are_told_together()
    {
        var request = _scenario.Request(_scenario.Write("a.csv", ""), _scenario.Write("b.csv", "time,price,quantity\n"), _scenario.Write("c.csv", "time,price,quantity\n1610658000003,1,1\n"));

        _scenario.ProblemsOf(request).Select(p => p[..5]).ShouldBe(["a.csv", "b.csv"]);
    }
}
