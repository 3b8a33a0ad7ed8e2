namespace PluginTrading.Service.Collect;

/// <summary>How a collect session goes; told every second.</summary>
/// <param name="Events">Events recorded so far.</param>
/// <param name="PerSecond">Events of the last second.</param>
/// <param name="AgeSeconds">Seconds since the last event; <see langword="null"/> before the first.</param>
/// <param name="IsConnected">Whether the market stream is connected.</param>
public readonly record struct CollectProgress(long Events, double PerSecond, double? AgeSeconds, bool IsConnected);
