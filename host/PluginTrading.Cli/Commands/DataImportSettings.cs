using System.ComponentModel;
using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Arguments of <c>data import</c>.</summary>
internal sealed class DataImportSettings : CommandSettings
{
    [CommandArgument(0, "<FILES>")]
    [Description("CSV files, plain, gzip or zip: trades, klines, quotes, mark prices or funding rates of one symbol.")]
    public string[] Files { get; init; } = [];

    [CommandOption("-o|--out <DIR>", isRequired: true)]
    [Description("Folder of the data set: a new one, or one to add a symbol or days to.")]
    public string Out { get; init; } = "";

    [CommandOption("-s|--symbol <BASE_QUOTE>", isRequired: true)]
    [Description("Whose data it is, BASE_QUOTE in capitals, as in NAS_BTC.")]
    public string Symbol { get; init; } = "";

    [CommandOption("-i|--instrument <FILE>")]
    [Description("JSON with the rules of the contract; not needed where the data set knows the symbol. Without it a file to begin with is shown.")]
    public string? InstrumentFile { get; init; }

    [CommandOption("-c|--columns <LIST>")]
    [Description("Columns as in time=ts_ms,price=price,quantity=amount,side=side; those left out are guessed from the header. By number (from 1) where there is no header; '-' for none.")]
    public string? Columns { get; init; }

    [CommandOption("-k|--kind <KIND>")]
    [Description("trades, klines, quotes, marks or funding; guessed from the header when left out.")]
    public string? Kind { get; init; }

    [CommandOption("-w|--where <COLUMN=VALUE>")]
    [Description("Take only the rows in which a column has a value; may be repeated.")]
    public string[] Where { get; init; } = [];

    [CommandOption("--time-format <FORMAT>")]
    [Description("s, ms, us, ns (since 1970), iso, or a .NET date pattern such as 'd/M/yyyy H:mm:ss'; guessed when left out. Times are UTC.")]
    public string? TimeFormat { get; init; }

    [CommandOption("--kline-seconds <SECONDS>")]
    [Description("Length of a kline; the shortest distance between the first ones when left out.")]
    public double? KlineSeconds { get; init; }

    [CommandOption("--quantity-unit <UNIT>")]
    [Description("base or contracts; contracts are multiplied by the instrument's contract size.")]
    public string? QuantityUnit { get; init; }

    [CommandOption("--drop-bad")]
    [Description("Leave bad rows out and report them, instead of refusing the import.")]
    public bool DropBad { get; init; }

    [CommandOption("--sort")]
    [Description("Sort rows by time, instead of refusing those out of order.")]
    public bool Sort { get; init; }

    public override ValidationResult Validate()
    {
        if (Kind is not null && !Enum.GetNames<ImportKind>().Contains(Kind, StringComparer.OrdinalIgnoreCase))
            return ValidationResult.Error($"--kind is '{Kind}'; expected trades, klines, quotes, marks or funding.");
        if (QuantityUnit is not (null or "base" or "contracts"))
            return ValidationResult.Error($"--quantity-unit is '{QuantityUnit}'; expected base or contracts.");
        if (Where.FirstOrDefault(w => !w.Contains('=')) is { } condition)
            return ValidationResult.Error($"--where is '{condition}'; expected COLUMN=VALUE.");
        foreach (var part in ColumnParts)
        {
            var role = part.Split('=')[0];
            if (!part.Contains('=') || ColumnRoles.Parse(role) is null)
                return ValidationResult.Error($"--columns has '{part}'; expected NAME=COLUMN, NAME one of {string.Join(", ", Enum.GetValues<ColumnRole>().Select(r => r.Name()))}.");
        }

        var twice = ColumnParts.GroupBy(p => p.Split('=')[0]).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? ValidationResult.Success() : ValidationResult.Error($"--columns names {twice.Key} twice; expected each once.");
    }

    /// <param name="instrument">What the instrument file says, if one is named.</param>
    public ImportRequest ToRequest(Instrument? instrument) => new()
    {
        Files = Files,
        Folder = Out,
        Symbol = Symbol,
        Instrument = instrument,
        Kind = Kind is null ? null : Enum.Parse<ImportKind>(Kind, ignoreCase: true),
        Columns = ColumnParts.Select(p => p.Split('=', 2)).ToDictionary(p => ColumnRoles.Parse(p[0])!.Value, p => p[1]),
        Where = [.. Where.Select(w => w.Split('=', 2)).Select(w => (w[0], w[1]))],
        TimeFormat = TimeFormat,
        KlineSeconds = KlineSeconds,
        QuantityIsContracts = QuantityUnit is null ? null : QuantityUnit == "contracts",
        DropBad = DropBad,
        Sort = Sort,
    };

    private string[] ColumnParts => Columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
