using System.Reflection;
using System.Runtime.Loader;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>
/// Where one compiled script lives. A collectible one is never unloaded by hand: it goes when neither the script's program nor anything
/// that the script made is referenced any more.
/// </summary>
internal sealed class ScriptLoadContext(string name, bool isCollectible) : AssemblyLoadContext(name, isCollectible)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var sdk = typeof(IStrategySection).Assembly;
        return assemblyName.Name == sdk.GetName().Name ? sdk : null;
    }
}
