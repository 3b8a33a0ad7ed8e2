using System.Text;
using PluginTrading.Results.Display;

namespace PluginTrading.Results.Report;

/// <summary>The page of a report: what is text stands in it as text, charts are drawn by its script.</summary>
internal static class ReportPage
{
    public static string Of(RunResult result, ReportRecorder recorded)
    {
        var title = $"{char.ToUpperInvariant(result.Description.SessionType[0])}{result.Description.SessionType[1..]}: {string.Join(", ", result.Description.StrategyNames)}";
        var html = new HtmlText();
        html.Raw("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">

            """);
        html.Element("title", title).Raw("\n<style>\n").Raw(Resource("report.css")).Raw("</style>\n</head>\n<body>\n");
        WriteHead(html, title, result);
        WriteFigures(html, result);
        WriteCharts(html, result, recorded);
        ReportTables.WriteStrategies(html, result);
        ReportTables.WriteTrades(html, result, recorded);
        ReportTables.WriteSettings(html, result);
        html.Raw("<footer>Amounts in ").Text(result.Description.QuoteCurrency).Raw(", rounded for reading; times are UTC. <code>--export</code> has every row and digit.</footer>\n");
        html.Raw("<div id=\"tip\" role=\"status\" hidden></div>\n<script id=\"data\" type=\"application/json\">").Raw(ReportData.Of(result, recorded)).Raw("</script>\n<script>\n");
        html.Raw(Resource("chart.js")).Raw(Resource("report.js")).Raw("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteHead(HtmlText html, string title, RunResult result)
    {
        html.Raw("<header>\n<button id=\"theme\" type=\"button\" title=\"Dark or light\" aria-label=\"Dark or light\">◐</button>\n").Element("h1", title).Raw("\n<p class=\"lead\">");
        if (result.End is { FirstTime: { } first, LastTime: { } last })
        {
            html.Text($"{FigureText.Moment(first)} – {FigureText.Moment(last)} UTC ({FigureText.Duration(last.Nanoseconds - first.Nanoseconds)}) · ");
        }

        html.Text($"{string.Join(", ", result.Description.Symbols)} · {FigureText.Count(result.End.Events)} events");
        if (result.Description.Data is { } data)
            html.Text(" · ").Element("span", data.Name);
        html.Raw("</p>\n</header>\n");
        foreach (var warning in RunWarning.Of(result))
            html.Element("p", warning, "warning").Line();
    }

    private static void WriteFigures(HtmlText html, RunResult result)
    {
        html.Raw("<section class=\"figures\" aria-label=\"Key figures\">\n");
        foreach (var row in FigureRow.All)
        {
            html.Raw("<div>").Element("span", row.Label).Element("b", row.Text(result.Session), ReportTables.Tone(row.Sign(result.Session))).Raw("</div>\n");
        }

        html.Raw("</section>\n");
    }

    private static void WriteCharts(HtmlText html, RunResult result, ReportRecorder recorded)
    {
        html.Raw("""
            <noscript><p class="warning">The charts need JavaScript, which is switched off here. Figures and tables are complete without it.</p></noscript>
            <div id="bar" hidden><span id="range"></span><span class="grow"></span>
            <button type="button" data-zoom="back" title="Earlier">◀</button><button type="button" data-zoom="on" title="Later">▶</button><button type="button" data-zoom="in" title="Nearer">+</button><button type="button" data-zoom="out" title="Farther">−</button><button type="button" data-zoom="all">whole run</button></div>

            """);
        html.Raw("<section class=\"chart\"><h2>Equity</h2><div data-chart=\"equity\"></div></section>\n");
        html.Raw("<section class=\"chart\"><h2>Drawdown</h2><div data-chart=\"drawdown\"></div></section>\n");
        for (var index = 0; index < result.Description.Symbols.Count; index++)
        {
            html.Raw("<section class=\"chart\">").Element("h2", result.Description.Symbols[index])
                .Raw($"<div data-chart=\"price\" data-symbol=\"{FigureText.Count(index).Replace(",", "", StringComparison.Ordinal)}\"></div></section>\n");
        }

        html.Raw("<p class=\"note\" id=\"legend\"></p>\n<section class=\"chart\"><h2>States</h2><div data-chart=\"states\"></div></section>\n");
        if (recorded.Transitions.Dropped > 0 || recorded.ClosedSignals.Dropped > 0)
        {
            html.Element("p", $"Drawn are the newest {FigureText.Count(recorded.Transitions.Count)} of {FigureText.Count(recorded.Transitions.Count + recorded.Transitions.Dropped)} "
                + $"transitions and {FigureText.Count(recorded.ClosedSignals.Count)} of {FigureText.Count(recorded.ClosedSignals.Count + recorded.ClosedSignals.Dropped)} signals.", "note").Line();
        }
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream($"report/{name}")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
