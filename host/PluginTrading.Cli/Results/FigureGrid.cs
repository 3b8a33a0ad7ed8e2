using PluginTrading.Results.Display;
using PluginTrading.Results.Performance;
using Spectre.Console;

namespace PluginTrading.Cli.Results;

/// <summary>Figures side by side: a row for each figure, a column for each run or strategy.</summary>
internal static class FigureGrid
{
    public static Table Of(IReadOnlyList<KeyValuePair<string, PerformanceFigures>> columns)
    {
        var table = Plain();
        table.AddColumn("");
        foreach (var (name, _) in columns)
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        foreach (var row in FigureRow.All)
            table.AddRow([row.Label, .. columns.Select(column => Tinted(row.Text(column.Value), row.Sign(column.Value)))]);
        return table;
    }

    /// <summary>A table without boxes, which reads the same in a terminal, a log and a mail.</summary>
    public static Table Plain() => new Table().Border(TableBorder.Simple);

    /// <summary>Text as markup, green for good news and red for bad.</summary>
    public static string Tinted(string text, int sign) => sign switch
    {
        > 0 => $"[green]{Markup.Escape(text)}[/]",
        < 0 => $"[red]{Markup.Escape(text)}[/]",
        _ => Markup.Escape(text),
    };
}
