using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine;

/// <summary>Code of a strategy or plugin threw while it was set up or while an event was handled; the session cannot go on.</summary>
public sealed class SectionException : Exception
{
    /// <summary>It threw while an event was handled.</summary>
    internal SectionException(string what, string symbol, Timestamp time, Exception inner)
        : base($"{what} threw on {symbol} at {time}: {Told(inner)}", inner) => What = what;

    /// <summary>It threw while it was set up.</summary>
    internal SectionException(string what, string symbol, Exception inner)
        : base($"{what} threw on {symbol} while it was set up: {Told(inner)}", inner) => What = what;

    /// <summary>What threw: a section with its strategy, or an indicator.</summary>
    public string What { get; }

    /// <summary>Where in a script or plugin it threw, as <c>file:line:column</c>; <see langword="null"/> when no debugging information tells.</summary>
    public string? Place => CodePlace.Of(InnerException!);

    private static string Told(Exception inner) => $"{inner.GetType().Name}: {inner.Message}{(CodePlace.Of(inner) is { } place ? $" (at {place})" : "")}";
}
