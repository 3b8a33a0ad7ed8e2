using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Market;

/// <summary>Watches the age of each symbol's data and says when they go stale or become fresh again.</summary>
/// <param name="symbols">How many symbols there are.</param>
/// <param name="staleAfterSeconds">Without an event for longer they are stale.</param>
/// <param name="time">The host's clock.</param>
internal sealed class FeedWatch(int symbols, double staleAfterSeconds, TimeProvider time)
{
    private readonly long[] _heard = new long[symbols];
    private readonly bool?[] _isFresh = new bool?[symbols];
    private bool _isConnected;
    private string _cause = "the market stream is not connected yet";

    /// <summary>Seconds since the last event of a symbol; <see langword="null"/> before the first.</summary>
    public double? Age(int symbolIndex) => _heard[symbolIndex] == 0 ? null : time.GetElapsedTime(_heard[symbolIndex]).TotalSeconds;

    public void Heard(int symbolIndex) => _heard[symbolIndex] = time.GetTimestamp();

    public void Lost(string cause)
    {
        _isConnected = false;
        _cause = cause;
    }

    public void Complete() => _isConnected = true;

    /// <summary>What has changed since the last call.</summary>
    /// <param name="now">The session's time.</param>
    public IEnumerable<ChangeDataStatus> Changes(Timestamp now)
    {
        for (var i = 0; i < symbols; i++)
        {
            var age = Age(i);
            var isFresh = _isConnected && age <= staleAfterSeconds;
            if (_isFresh[i] == isFresh)
                continue;
            _isFresh[i] = isFresh;
            var cause = isFresh ? "" : !_isConnected ? _cause : age is null ? "no event has come yet" : FormattableString.Invariant($"no event for {staleAfterSeconds:0.#} s");
            yield return new ChangeDataStatus { Time = now, SymbolIndex = i, IsFresh = isFresh, Cause = cause };
        }
    }
}
