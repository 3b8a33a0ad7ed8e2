namespace PluginTrading.Sdk.Exchanges;

/// <summary>Makes connections to one exchange. Registered by a plugin; sessions name it in <c>market.exchange</c>.</summary>
public interface IExchangeFactory
{
    /// <summary>Lower-case name, unique in a host, for instance <c>mexc</c>.</summary>
    string Name { get; }

    /// <summary>What a person must know before orders are sent there, with its date; shown at the start of a live session. May be empty.</summary>
    string Notice { get; }

    /// <summary>Reads and checks the settings and makes an exchange; connects to nothing yet.</summary>
    /// <exception cref="ExchangeSettingsException">A setting is unknown, missing or wrong.</exception>
    IExchange Create(ExchangeContext context);
}

/// <summary>What an exchange is made from.</summary>
public sealed record ExchangeContext
{
    /// <summary>The session's <c>market</c> object as JSON text, <c>exchange</c> and <c>dataset</c> included. Never to be logged.</summary>
    public required string Settings { get; init; }

    /// <summary>Value of a secret, by the name of its environment variable; <see langword="null"/> when it is not set.</summary>
    public required Func<string, string?> Secret { get; init; }

    /// <summary>Clock and timers.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Takes a line for the host's log, in the order severity, text; never holds a secret.</summary>
    public required Action<ExchangeLogLevel, string> Log { get; init; }
}

/// <summary>How much a line of an exchange's log matters.</summary>
public enum ExchangeLogLevel
{
    /// <summary>For someone who looks for a fault.</summary>
    Debug,

    /// <summary>Worth keeping.</summary>
    Information,

    /// <summary>Something is not as it should be.</summary>
    Warning,
}

/// <summary>A setting of an exchange is unknown, missing or wrong. The message says which, what was found and what was expected.</summary>
public sealed class ExchangeSettingsException(string message) : Exception(message);

/// <summary>An exchange refused a request or could not be reached. The message says which request, and what came back.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="isTransient">Whether the same request may succeed later.</param>
/// <param name="inner">The cause.</param>
public sealed class ExchangeException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;
}
