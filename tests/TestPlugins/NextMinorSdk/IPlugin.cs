namespace PluginTrading.Sdk.Plugins;

/// <summary>The entry point as an SDK 1.1.0 may have it.</summary>
public interface IPlugin
{
    void Register(IPluginRegistry registry);
}

/// <summary>The registry as an SDK 1.1.0 may have it.</summary>
public interface IPluginRegistry
{
    /// <summary>Added in 1.1.</summary>
    void AddNovelty(object novelty);

}
