using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Sessions;

/// <summary>A strategy that is not the one with which a session began.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Path of its file, or its plugin and name.</param>
/// <param name="Since">When the session began.</param>
public sealed record ChangedStrategy(string Name, string Place, Timestamp Since)
{
    public override string ToString() => $"the strategy {Name} ({Place}) or a script of it has changed since the session began at {Since.ToString()[..19].Replace('T', ' ')}";
}
