namespace PluginTrading.Sdk.Plugins;

/// <summary>The entry point as an SDK 2.0.0 may have it.</summary>
public interface IPlugin
{
    void Register(IPluginRegistry registry);
}

/// <summary>The registry as an SDK 2.0.0 may have it.</summary>
public interface IPluginRegistry
{
}
