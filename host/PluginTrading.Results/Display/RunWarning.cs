using System.Globalization;
using PluginTrading.Results.Export;

namespace PluginTrading.Results.Display;

/// <summary>What a reader must know before believing a result.</summary>
public static class RunWarning
{
    /// <summary>The warnings of a run, the gravest first; none for most.</summary>
    public static IReadOnlyList<string> Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var warnings = new List<string>();
        if (result.End.Events == 0)
            warnings.Add("The data held no events: nothing was tested.");
        if (!result.End.IsComplete)
            warnings.Add($"Cancelled before the end of the data: the result covers what was handled up to {FigureText.Moment(result.End.LastTime)}.");
        if (result.Halted is { } halted)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The kill switch fell at {FigureText.Moment(halted.Time)} ({halted.Rule} limit {ExactText.Of(halted.Limit)}, actual {FigureText.Price(halted.Actual)}): no entries after it."));
        }

        if (result.Description.Data is { FromKlines: true })
            warnings.Add("Trades were made from klines: prices between their four points, and fills at them, are guesses.");
        return warnings;
    }
}
