using System.Text.Json.Nodes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Tests;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class PluginTests
{
    [Fact]
    public void Plugin_registers_what_its_manifest_provides()
    {
        var registry = new Registry();
        new MexcSandboxPlugin().Register(registry);

        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "plugins/PluginTrading.Exchange.Mexc.Sandbox/plugin.json")))!;
        manifest["provides"]!.AsArray().Select(p => p!.GetValue<string>()).ShouldBe(registry.Sandboxes.Select(s => $"sandbox:{s.Name}"));
        manifest["entry_type"]!.GetValue<string>().ShouldBe(typeof(MexcSandboxPlugin).FullName);
    }

    [Fact]
    public void Settings_that_cannot_be_are_refused()
    {
        var factory = new MexcSandboxFactory();
        var settings = Rig.Settings(TimeProvider.System);

        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Key = "" }));
        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Instruments = [] }));
        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Instruments = [Rig.Bitcoin, Rig.Bitcoin] }));
        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Speed = double.NaN }));
        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Balance = -1 }));
        Should.Throw<ExchangeSettingsException>(() => factory.Create(settings with { Faults = ["nonsense"] }));
    }

    [Fact]
    public async Task Taken_port_is_said()
    {
        await using var rig = await Rig.StartAsync();

        await Should.ThrowAsync<ExchangeException>(async () => await Rig.StartAsync(s => s with { Port = rig.Address.Port }));
    }

    private sealed class Registry : IPluginRegistry
    {
        public List<IExchangeSandboxFactory> Sandboxes { get; } = [];

        public void AddIndicator(IIndicatorFactory factory) => throw new NotSupportedException();

        public void AddSection(ISectionFactory factory) => throw new NotSupportedException();

        public void AddStrategy(StrategyDefinition strategy) => throw new NotSupportedException();

        public void AddSlippageModel(ISlippageModelFactory factory) => throw new NotSupportedException();

        public void AddExchange(IExchangeFactory factory) => throw new NotSupportedException();

        public void AddSandbox(IExchangeSandboxFactory factory) => Sandboxes.Add(factory);
    }
}
