using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Display;

namespace PluginTrading.Results.Report;

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    private static readonly (string Name, string? CssClass)[] TradeColumns =
    [
        ("#", null), ("strategy", "text"), ("symbol", "text"), ("side", "text"), ("P&L", null), ("reason", "text"), ("entry", null), ("at", null),
        ("exit", null), ("at", null), ("held", null), ("quantity", null), ("leverage", null), ("commission", null), ("funding", null),
    ];

    /// <summary>CSS class of good and bad news.</summary>
    public static string? Tone(int sign) => sign switch { > 0 => "good", < 0 => "bad", _ => null };

    /// <summary>Strategies side by side, the session beside them.</summary>
    public static void WriteStrategies(HtmlText html, RunResult result)
    {
        html.Raw("<section>\n<h2>Strategies</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th></th>");
        html.Element("th", "session");
        foreach (var (name, _) in result.Strategies)
            html.Element("th", name);
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in FigureRow.All)
        {
            html.Raw("<tr>").Element("th", row.Label).Element("td", row.Text(result.Session), Tone(row.Sign(result.Session)));
            foreach (var (_, figures) in result.Strategies)
                html.Element("td", row.Text(figures), Tone(row.Sign(figures)));
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody>\n</table></div>\n");
        html.Element("p", "A strategy's figures are those of its own curve: the initial balance plus its own profit and loss.", "note").Raw("\n</section>\n");
    }

    /// <summary>The newest trades, in order of closing.</summary>
    public static void WriteTrades(HtmlText html, RunResult result, ReportRecorder recorded)
    {
        html.Raw("<section>\n<h2>Trades</h2>\n");
        if (recorded.Trades.Count == 0)
        {
            html.Element("p", "No position was opened and closed.", "note").Raw("\n</section>\n");
            return;
        }

        if (recorded.Trades.Dropped > 0)
            html.Element("p", $"The newest {FigureText.Count(recorded.Trades.Count)} of {FigureText.Count(recorded.Trades.Count + recorded.Trades.Dropped)}; trades.csv of --export has all.", "note").Line();
        html.Raw("<div class=\"scroll tall\"><table id=\"trades\">\n<thead><tr>");
        foreach (var (column, cssClass) in TradeColumns)
            html.Element("th", column, cssClass);
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (var trade in recorded.Trades)
            WriteTrade(html, trade);
        html.Raw("</tbody>\n</table></div>\n");
        html.Element("p", $"P&L in {result.Description.QuoteCurrency}, after commission and funding. A click on a row shows the trade in the charts.", "note").Raw("\n</section>\n");
    }

    /// <summary>What was run, on what.</summary>
    public static void WriteSettings(HtmlText html, RunResult result)
    {
        var description = result.Description;
        html.Raw("<section>\n<h2>Settings</h2>\n<div class=\"scroll\"><table class=\"pairs\"><tbody>\n");
        Pair(html, "session", description.SessionType);
        Pair(html, "initial balance", $"{FigureText.Amount(description.InitialBalance)} {description.QuoteCurrency}");
        Pair(html, "direction", Names.Of(description.Direction));
        Pair(html, "seed", description.Seed.ToString(CultureInfo.InvariantCulture));
        if (description.Data is { } data)
        {
            Pair(html, "data set", data.Name);
            Pair(html, "data digest", data.Digest);
        }

        foreach (var (name, value) in description.Settings)
            Pair(html, name, value);
        html.Raw("</tbody></table></div>\n");
        if (description.Document is { } document)
            html.Raw("<details><summary>Session document</summary><pre>").Text(document).Raw("</pre></details>\n");
        html.Raw("</section>\n");
    }

    private static void WriteTrade(HtmlText html, Trade trade)
    {
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<tr data-trade=\"{trade.TradeId}\">"));
        html.Element("td", FigureText.Count(trade.TradeId))
            .Element("td", trade.StrategyName, "text").Element("td", trade.Symbol, "text").Element("td", Names.Of(trade.PositionSide), "text")
            .Element("td", FigureText.Signed(trade.Pnl), Tone(Math.Sign(trade.Pnl))).Element("td", trade.ExitReason, "text")
            .Element("td", FigureText.Moment(trade.EntryTime)).Element("td", FigureText.Price(trade.EntryPrice))
            .Element("td", FigureText.Moment(trade.ExitTime)).Element("td", FigureText.Price(trade.ExitPrice))
            .Element("td", FigureText.Duration(trade.ExitTime.Nanoseconds - trade.EntryTime.Nanoseconds))
            .Element("td", FigureText.Price(trade.Quantity)).Element("td", $"{trade.Leverage.ToString(CultureInfo.InvariantCulture)}×")
            .Element("td", FigureText.Amount(trade.Commission)).Element("td", FigureText.Signed(trade.Funding));
        html.Raw("</tr>\n");
    }

    private static void Pair(HtmlText html, string name, string value) =>
        html.Raw("<tr>").Element("th", name).Element("td", value, "text").Raw("</tr>\n");
}
