namespace PluginTrading.Sdk.Plugins;

/// <summary>The version of this SDK.</summary>
public static class SdkVersion
{
    /// <summary>Semantic version; a plugin's range must contain it.</summary>
    public static Version Current { get; } = new(1, 0, 0);
}
