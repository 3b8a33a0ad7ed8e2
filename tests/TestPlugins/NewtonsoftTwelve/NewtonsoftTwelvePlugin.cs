using Newtonsoft.Json.Linq;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Plugins;

namespace TestPlugins.NewtonsoftTwelve;

/// <summary>Provides an indicator that runs Newtonsoft.Json 12.0.3 and tells its major version.</summary>
public sealed class NewtonsoftTwelvePlugin : IPlugin, IIndicatorFactory
{
    public IndicatorDeclaration Declaration { get; } = new()
    {
        Name = "newtonsoft.version_12",
        Description = "Major version of Newtonsoft.Json in use.",
        Unit = "1",
    };

    public void Register(IPluginRegistry registry) => registry.AddIndicator(this);

    public IIndicator Create(MarketView market, ParameterValues parameters) => new MajorVersion();

    private sealed class MajorVersion : IIndicator
    {
        public double Value { get; } = JToken.Parse($$"""{"major": {{typeof(JToken).Assembly.GetName().Version!.Major}}}""").Value<double>("major");
    }
}
