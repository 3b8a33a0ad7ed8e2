using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>Makes sandboxes of MEXC's USDT-margined perpetual contracts.</summary>
internal sealed class MexcSandboxFactory : IExchangeSandboxFactory
{
    public string Name => "mexc";

    public IReadOnlyList<KeyValuePair<string, string>> Faults { get; } =
        [.. FaultCatalog.All.Select(k => KeyValuePair.Create(k.Name, k.Description))];

    public IExchangeSandbox Create(SandboxSettings settings)
    {
        if (settings.Key.Length == 0 || settings.Secret.Length == 0)
            throw new ExchangeSettingsException("the sandbox needs a key and a secret; one of them is empty");
        if (settings.Instruments.Count == 0)
            throw new ExchangeSettingsException("the sandbox needs at least one contract; found none");
        if (settings.Instruments.GroupBy(i => i.Symbol, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ExchangeSettingsException($"contract {twice.Key} is listed {twice.Count()} times");
        if (settings.Instruments.FirstOrDefault(i => i.ContractSize <= 0 || i.PriceTick <= 0 || i.QuantityStep <= 0) is { } wrong)
            throw new ExchangeSettingsException($"contract size, price tick and quantity step of {wrong.Symbol} must be above 0; found {wrong.ContractSize}, {wrong.PriceTick}, {wrong.QuantityStep}");
        if (settings.Balance < 0)
            throw new ExchangeSettingsException($"balance must not be negative; found {settings.Balance}");
        if (!(settings.Speed >= 0) || double.IsInfinity(settings.Speed))
            throw new ExchangeSettingsException($"speed must be 0 or a positive number of seconds per second; found {settings.Speed}");
        if (settings.Port is < 0 or > 65535)
            throw new ExchangeSettingsException($"port must be from 0 to 65535; found {settings.Port}");
        return new MexcSandbox(settings);
    }
}
