using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Display;
using Spectre.Console;

namespace PluginTrading.Cli.Results;

/// <summary>What a run came to, in one screen of text: coloured on a terminal, plain and unwrapped where it is piped.</summary>
internal sealed class ResultSummary
{
    /// <summary>Wider than any table: piped text is cut by nobody.</summary>
    private const int Unwrapped = 1000;

    private readonly IAnsiConsole _console;

    public ResultSummary(IAnsiConsole console)
    {
        _console = console;
        Unwrap(console);
    }

    /// <summary>Keeps lines whole where no terminal limits them.</summary>
    public static void Unwrap(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Unwrapped;
    }

    /// <param name="result">The run.</param>
    /// <param name="newestTrades">Its newest trades, in order of closing; the summary says how many more there are.</param>
    /// <param name="equityCurve">Equity at even distances in time; none draws no picture.</param>
    /// <param name="whereTheRestIs">What shows the trades that are left out.</param>
    public void Write(RunResult result, IReadOnlyList<Trade> newestTrades, IReadOnlyList<double> equityCurve, string whereTheRestIs)
    {
        WriteHead(result);
        foreach (var warning in RunWarning.Of(result))
            _console.MarkupLine($"[yellow]warning: {Markup.Escape(warning)}[/]");
        WritePicture(result, equityCurve);
        _console.Write(FigureGrid.Of(result.Strategies.Count == 1
            ? [KeyValuePair.Create(result.Strategies[0].Key, result.Session)]
            : [KeyValuePair.Create("session", result.Session), .. result.Strategies]));
        WriteTrades(result, newestTrades, whereTheRestIs);
    }

    private void WriteHead(RunResult result)
    {
        var (description, end) = (result.Description, result.End);
        Fact(description.SessionType, $"{string.Join(", ", description.StrategyNames)} on {string.Join(", ", description.Symbols)}");
        if (end is { FirstTime: { } first, LastTime: { } last })
            Fact("period", $"{FigureText.Moment(first)} – {FigureText.Moment(last)} UTC ({FigureText.Duration(last.Nanoseconds - first.Nanoseconds)})");
        Fact("data", $"{(description.Data is { } data ? $"{data.Name}, " : "")}{FigureText.Count(end.Events)} events");
        Fact("balance", $"{FigureText.Amount(description.InitialBalance)} {description.QuoteCurrency} at the start; all amounts are in {description.QuoteCurrency}");
    }

    private void Fact(string name, string text) => _console.MarkupLine($"[grey]{Markup.Escape(name),-9}[/] {Markup.Escape(text)}");

    private void WritePicture(RunResult result, IReadOnlyList<double> curve)
    {
        if (curve.Count == 0)
            return;
        _console.WriteLine();
        var colour = result.Session.TotalPnl < 0 ? "red" : "green";
        foreach (var line in EquityPicture.Lines(curve, width: Math.Clamp(_console.Profile.Width - 20, 20, 60), height: 4))
            _console.MarkupLine($"[{colour}]{Markup.Escape(line)}[/]");
    }

    private void WriteTrades(RunResult result, IReadOnlyList<Trade> trades, string whereTheRestIs)
    {
        if (result.Session.TotalTrades == 0)
        {
            _console.WriteLine("No trades.");
            return;
        }

        if (trades.Count == 0)
            return;
        var table = FigureGrid.Plain();
        foreach (var name in new[] { "trade", "strategy", "symbol", "side", "entered (UTC)", "held", "entry", "exit", "P&L", "reason" })
            table.AddColumn(name is "trade" or "held" or "entry" or "exit" or "P&L" ? new TableColumn(name).RightAligned() : new TableColumn(name));
        foreach (var trade in trades)
        {
            table.AddRow(
                trade.TradeId.ToString(CultureInfo.InvariantCulture), Markup.Escape(trade.StrategyName), Markup.Escape(trade.Symbol), Names.Of(trade.PositionSide),
                FigureText.Moment(trade.EntryTime), FigureText.Duration(trade.ExitTime.Nanoseconds - trade.EntryTime.Nanoseconds),
                FigureText.Price(trade.EntryPrice), FigureText.Price(trade.ExitPrice),
                FigureGrid.Tinted(FigureText.Signed(trade.Pnl), Math.Sign(trade.Pnl)), Markup.Escape(trade.ExitReason));
        }

        _console.Write(table);
        if (result.Session.TotalTrades > trades.Count)
            _console.MarkupLine($"[grey]… and {FigureText.Count(result.Session.TotalTrades - trades.Count)} more before them {Markup.Escape(whereTheRestIs)}[/]");
    }
}
