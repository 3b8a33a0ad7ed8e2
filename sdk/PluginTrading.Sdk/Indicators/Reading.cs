namespace PluginTrading.Sdk.Indicators;

/// <summary>A section's handle on one value that it reads: an indicator, or a built-in such as <c>unrealized_pnl_pct</c>.</summary>
public sealed class Reading
{
    private readonly IIndicator _indicator;
    private double _current = double.NaN;
    private double _previous = double.NaN;

    internal Reading(string key, IIndicator indicator)
    {
        Key = key;
        _indicator = indicator;
    }

    /// <summary><c>name(p1=v1,p2=v2)</c> with defaults filled in; just the name when it takes no parameters.</summary>
    public string Key { get; }

    /// <summary>The value as of the event being handled; NaN while not ready.</summary>
    public double Value => _indicator.Value;

    /// <summary>Whether there is a finite value.</summary>
    public bool IsReady => double.IsFinite(Value);

    internal bool KeepsPrevious { get; private set; }

    /// <summary>Asks for the value at the event before to be kept, so that crossings can be seen. Call while setting up.</summary>
    public Reading KeepPrevious()
    {
        KeepsPrevious = true;
        return this;
    }

    /// <summary>Whether the value moved from at or below <paramref name="threshold"/> to above it with this event of the symbol, both values ready.</summary>
    /// <exception cref="InvalidOperationException"><see cref="KeepPrevious"/> was not called.</exception>
    public bool CrossesAbove(double threshold) => Previous is var before && double.IsFinite(before) && double.IsFinite(_current)
        && !Comparison.IsAbove(before, threshold) && Comparison.IsAbove(_current, threshold);

    /// <summary>Whether the value moved from at or above <paramref name="threshold"/> to below it with this event of the symbol, both values ready.</summary>
    /// <exception cref="InvalidOperationException"><see cref="KeepPrevious"/> was not called.</exception>
    public bool CrossesBelow(double threshold) => Previous is var before && double.IsFinite(before) && double.IsFinite(_current)
        && !Comparison.IsBelow(before, threshold) && Comparison.IsBelow(_current, threshold);

    /// <summary>Called once per event of the symbol, before sections are evaluated.</summary>
    internal void Step()
    {
        _previous = _current;
        _current = _indicator.Value;
    }

    /// <summary>Called when an event has changed the value after sections were evaluated: what the event leaves is what the next one compares with.</summary>
    internal void Refresh() => _current = _indicator.Value;

    private double Previous => KeepsPrevious
        ? _previous
        : throw new InvalidOperationException($"Call KeepPrevious() on the reading of '{Key}' in Initialize before asking for crossings.");
}
