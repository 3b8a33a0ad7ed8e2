using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>Logs malformed frames, once a minute for each kind.</summary>
internal sealed class FaultLog(ExchangeContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private const int MostKinds = 100;

    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <param name="kind">What it is; channels that nobody knows count as one when there are many.</param>
    /// <param name="fault">What is wrong with it.</param>
    public void Skipped(string kind, string fault)
    {
        if (kind.Length > 60 || (_last.Count >= MostKinds && !_last.ContainsKey(kind)))
            kind = "other";
        if (_last.TryGetValue(kind, out var last) && context.Time.GetElapsedTime(last) < Pause)
            return;
        _last[kind] = context.Time.GetTimestamp();
        context.Log(ExchangeLogLevel.Warning, $"MEXC frame skipped ({kind}): {fault}");
    }
}
