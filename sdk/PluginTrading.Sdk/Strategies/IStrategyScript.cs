namespace PluginTrading.Sdk.Strategies;

/// <summary>A whole strategy as one C# file: the host compiles the file and makes the one public class that implements this.</summary>
public interface IStrategyScript
{
    /// <summary>The strategy; called once per session.</summary>
    StrategyDefinition Define();
}
