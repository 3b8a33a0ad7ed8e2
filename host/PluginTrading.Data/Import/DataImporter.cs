using PluginTrading.Data.Instruments;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>
/// Imports CSV files of one symbol into a data set: all of what was asked for, or nothing. Bad rows refuse the import unless they are to be dropped;
/// days that the data set already has are refused always. Memory does not grow with the files.
/// </summary>
public static class DataImporter
{
    /// <returns>What was read and what was wrong. When <see cref="ImportReport.IsRefused"/>, the data set is as it was.</returns>
    /// <exception cref="DataSetException">The request, the folder or the instrument does not fit.</exception>
    /// <exception cref="IOException">A file cannot be read or written, the disk is full, or another process is writing to the folder.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the data set is as it was.</exception>
    public static ImportReport Run(ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        CheckRequest(request);
        var problems = new ProblemList();
        var sources = FindSources(request, problems);
        using var writer = new DataSetWriter(request.Folder);
        var instrument = FindInstrument(request, writer);
        var layouts = Inspect(request, sources, (double)(instrument?.ContractSize ?? 1), problems);
        if (problems.HasFatal)
            return Report(true, [], problems, [], 0);
        if (instrument is null)
            throw MissingInstrument(request, layouts);

        var run = new ImportRun(request, writer, problems, progress, sources.Sum(s => s.Bytes));
        foreach (var group in layouts.GroupBy(l => l.Kind.EventKind()).OrderBy(g => g.Key))
            run.Read(group.Key, [.. group], cancellationToken);
        var isRefused = problems.HasFatal || (problems.Count > 0 && !request.DropBad);
        if (!isRefused && run.Events == 0)
            problems.Add(new ImportProblem(request.Files[0], 0, "", "gave no event at all; expected at least one.", IsFatal: true));
        isRefused |= problems.HasFatal;
        if (!isRefused)
            writer.Commit();
        return Report(isRefused, run.Reports, problems, run.Warnings, isRefused ? 0 : run.Events);
    }

    private static void CheckRequest(ImportRequest request)
    {
        if (request.Files.Count == 0)
            throw new DataSetException("No file was given; expected at least one.");
        if (!SymbolForm.Fits(request.Symbol))
            throw new DataSetException($"The symbol to import is {request.Symbol}; expected {SymbolForm.Expected}, as in BTC_USDT.");
        if (request.Instrument is { } instrument && instrument.Symbol != request.Symbol)
            throw new DataSetException($"The instrument is {instrument.Symbol}, but the symbol to import is {request.Symbol}; expected the same.");
        if (request.KlineSeconds is { } seconds && !(seconds >= 1e-6 && seconds <= 31 * 86_400))
            throw new DataSetException(FormattableString.Invariant($"Klines of {seconds} s were asked for; expected a number > 0 and at most 31 days."));
        if (request.TimeFormat is { } format)
            TimeFormat.Named(format);
    }

    private static List<SourceFile> FindSources(ImportRequest request, ProblemList problems)
    {
        var sources = new List<SourceFile>();
        foreach (var file in request.Files)
        {
            try
            {
                sources.AddRange(SourceFile.At(file));
            }
            catch (SourceProblemException exception)
            {
                problems.Add(exception.Problem);
            }
        }

        return sources;
    }

    private static Instrument? FindInstrument(ImportRequest request, DataSetWriter writer)
    {
        if (request.Instrument is { } given)
            writer.AddInstrument(given);
        return request.Instrument ?? writer.Existing?.Instruments.FirstOrDefault(i => i.Symbol == request.Symbol);
    }

    /// <summary>The rules of a contract cannot be read off its trades, so they are asked for, with a file to begin with.</summary>
    private static DataSetException MissingInstrument(ImportRequest request, List<SourceLayout> layouts)
    {
        var parts = request.Symbol.Split('_');
        var proposed = new Instrument
        {
            Symbol = request.Symbol,
            Base = parts[0],
            Quote = parts[1],
            PriceTick = Step(layouts.Max(l => l.PriceDecimals) ?? 4),
            QuantityStep = Step(layouts.Max(l => l.QuantityDecimals) ?? 0),
        };
        var file = $"{request.Symbol.ToLowerInvariant()}.json";
        return new DataSetException(
            $"{request.Folder}: does not know the rules of {request.Symbol}. Save this as {file}, correct it by the rules of the exchange (price_tick and quantity_step "
            + $"are the finest in the first rows, the rest are defaults), and give --instrument {file}:\n{InstrumentJson.Format(proposed)}");
    }

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)Math.Min(decimals, 28));

    /// <summary>How each file is read, in order of the time of its first row.</summary>
    private static List<SourceLayout> Inspect(ImportRequest request, List<SourceFile> sources, double contractSize, ProblemList problems)
    {
        var inspector = new SourceInspector(request, contractSize);
        var layouts = new List<SourceLayout>();
        foreach (var source in sources)
        {
            try
            {
                layouts.Add(inspector.Inspect(source));
            }
            catch (SourceProblemException exception)
            {
                problems.Add(exception.Problem);
            }
        }

        return [.. layouts.OrderBy(l => l.FirstRowTime)];
    }

    private static ImportReport Report(bool isRefused, IReadOnlyList<SourceReport> sources, ProblemList problems, IReadOnlyList<string> warnings, long events) => new()
    {
        IsRefused = isRefused,
        Sources = sources,
        Problems = problems.First,
        ProblemCount = problems.Count,
        Warnings = warnings,
        Events = events,
    };
}
