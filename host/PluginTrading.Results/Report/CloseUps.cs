using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Report;

/// <summary>
/// Prices around trades in finer stretches than those of the whole run: from the signal to a while after the exit, for the newest trades.
/// </summary>
internal sealed class CloseUps(int symbolCount)
{
    private const int Stretches = 192;
    private const int Kept = 60;

    /// <summary>How long after an exit the picture goes on.</summary>
    private const long Tail = 60 * Timestamp.PerSecond;

    private readonly List<Window>[] _open = [.. Enumerable.Range(0, symbolCount).Select(_ => new List<Window>())];
    private readonly NewestRows<Window> _finished = new(Kept);

    /// <summary>Finished pictures, then those that the run's end cut off.</summary>
    public IEnumerable<(int SymbolIndex, SeriesTrail Prices)> All =>
        _finished.Concat(_open.SelectMany(windows => windows)).Where(window => window.Prices.Count > 0).Select(window => (window.SymbolIndex, window.Prices));

    /// <summary>A machine moved: a signal opens a picture, its cancellation throws it away, the exit lets it end.</summary>
    public void Take(int symbolIndex, Transition transition)
    {
        var windows = _open[symbolIndex];
        switch (transition.ToState)
        {
            case MachineState.SignalDetected:
                windows.Add(new Window(symbolIndex, transition.StrategyName, transition.Time));
                break;
            case MachineState.SignalCancelled:
                windows.RemoveAll(window => window.IsOf(transition));
                break;
            case MachineState.Exited:
                foreach (var window in windows.Where(window => window.IsOf(transition)))
                    window.Until = transition.Time.Plus(Tail);
                break;
        }
    }

    /// <summary>Takes a price; prices of a batch come after the transitions that they caused.</summary>
    public void Add(int symbolIndex, Timestamp time, double price)
    {
        var windows = _open[symbolIndex];
        for (var index = windows.Count - 1; index >= 0; index--)
        {
            var window = windows[index];
            if (window.Until is { } until && time > until)
            {
                windows.RemoveAt(index);
                _finished.Add(window);
            }
            else if (time >= window.Since)
            {
                window.Prices.Add(time, price);
            }
        }
    }

    private sealed class Window(int symbolIndex, string strategyName, Timestamp since)
    {
        public int SymbolIndex => symbolIndex;

        public Timestamp Since => since;

        public Timestamp? Until { get; set; }

        public SeriesTrail Prices { get; } = new(Stretches);

        public bool IsOf(Transition transition) => Until is null && strategyName == transition.StrategyName;
    }
}
