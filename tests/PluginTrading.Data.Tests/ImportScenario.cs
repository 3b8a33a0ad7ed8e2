using System.IO.Compression;
using System.Text;
using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests;

/// <summary>A folder with files to import and the data set that they go into.</summary>
internal sealed class ImportScenario : IDisposable
{
    public const string Symbol = "NAS_BTC";

    private readonly TemporaryFolder _folder = new();

    public static Instrument Instrument { get; } = new() { Symbol = Symbol, Base = "NAS", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 0.01m };

    public string Folder => _folder.Path;

    /// <summary>Folder of the data set.</summary>
    public string Set => _folder.File("set");

    public string Path(string name) => _folder.File(name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public string WriteGzip(string name, string text)
    {
        using var stream = new GZipStream(File.Create(Path(name)), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return Path(name);
    }

    public string WriteZip(string name, params (string Name, string Text)[] members)
    {
        using var archive = new ZipArchive(File.Create(Path(name)), ZipArchiveMode.Create);
        foreach (var (member, text) in members)
        {
            using var stream = archive.CreateEntry(member).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return Path(name);
    }

    public ImportRequest Request(params string[] files) => new() { Files = files, Folder = Set, Symbol = Symbol, Instrument = Instrument };

    public ImportReport Import(params string[] files) => Import(Request(files));

    public static ImportReport Import(ImportRequest request) => DataImporter.Run(request, null, TestContext.Current.CancellationToken);

    /// <summary>Imports a file that is given as text and must be accepted, and reads back every event.</summary>
    public IReadOnlyList<MarketEvent> EventsOf(string csv, Func<ImportRequest, ImportRequest>? change = null)
    {
        var request = Request(Write("data.csv", csv));
        var report = Import(change is null ? request : change(request));
        report.Problems.ShouldBeEmpty();
        report.IsRefused.ShouldBeFalse();
        return Events();
    }

    /// <summary>Imports a file that is given as text and must be refused whole; returns what was said of it, without the folder.</summary>
    public IReadOnlyList<string> ProblemsOf(string csv, Func<ImportRequest, ImportRequest>? change = null)
    {
        var request = Request(Write("data.csv", csv));
        return ProblemsOf(change is null ? request : change(request));
    }

    public IReadOnlyList<string> ProblemsOf(ImportRequest request)
    {
        var before = Content();
        var report = Import(request);
        report.IsRefused.ShouldBeTrue();
        report.Events.ShouldBe(0);
        Content().ShouldBe(before, "a refused import leaves nothing behind");
        return [.. report.Problems.Select(p => p.ToString().Replace(Folder + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }

    /// <summary>Every event of the data set, symbols in alphabetical order.</summary>
    public IReadOnlyList<MarketEvent> Events() => ReplayedEvents.All(DataSet.Open(Set));

    /// <summary>Every file and folder, hidden ones too, with sizes.</summary>
    public IReadOnlyList<string> Content() =>
    [
        .. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(e => File.Exists(e) ? $"{e} {new FileInfo(e).Length}" : e),
    ];

    public void Dispose() => _folder.Dispose();
}
