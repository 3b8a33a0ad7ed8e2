using System.Text.RegularExpressions;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Plugins;

/// <summary>
/// Takes what one plugin registers, apart from all others: only a registration without fault is merged into the host's catalog. A fault
/// is kept even when the plugin swallows the exception that tells it.
/// </summary>
internal sealed partial class PluginRegistration(string pluginId) : IPluginRegistry
{
    private readonly ComponentCatalog _components = new();
    private readonly List<string> _provides = [];
    private bool _isClosed;

    /// <summary>The first thing that was wrong, or <see langword="null"/>.</summary>
    public string? Fault { get; private set; }

    /// <summary>What was registered, written as in a manifest's <c>provides</c>.</summary>
    public IReadOnlyList<string> Provides => _provides;

    public void AddIndicator(IIndicatorFactory factory)
    {
        Require(factory is not null, "An indicator is null.");
        var declaration = factory!.Declaration;
        Require(declaration?.Name is not null, "An indicator has no declaration or no name.");
        Require(IndicatorName().IsMatch(declaration!.Name), $"The indicator name '{declaration.Name}' is not lower-case letters, digits and underscores, with dots between parts.");
        CheckParameters($"indicator '{declaration.Name}'", declaration.Parameters);
        Add("indicator", declaration.Name, declaration.Name, _components.Indicators, factory);
    }

    public void AddSection(ISectionFactory factory)
    {
        Require(factory is not null, "A section is null.");
        var name = CheckedName("section", factory!.Name);
        CheckParameters($"section '{name}'", factory.Parameters);
        Add("section", name, Key(name), _components.Sections, factory);
    }

    public void AddStrategy(StrategyDefinition strategy)
    {
        Require(strategy is not null, "A strategy is null.");
        var name = CheckedName("strategy", strategy!.Name);
        Add("strategy", name, Key(name), _components.Strategies, strategy);
    }

    public void AddSlippageModel(ISlippageModelFactory factory)
    {
        Require(factory is not null, "A slippage model is null.");
        var name = CheckedName("slippage model", factory!.Name);
        CheckParameters($"slippage model '{name}'", factory.Parameters);
        Add("slippage", name, Key(name), _components.SlippageModels, factory);
    }

    public void AddExchange(IExchangeFactory factory)
    {
        Require(factory is not null, "An exchange is null.");
        var name = CheckedExchangeName("exchange", factory!.Name);
        Add("exchange", name, name, _components.Exchanges, factory);
    }

    public void AddSandbox(IExchangeSandboxFactory factory)
    {
        Require(factory is not null, "A sandbox is null.");
        var name = CheckedExchangeName("sandbox", factory!.Name);
        Add("sandbox", name, name, _components.Sandboxes, factory);
    }

    /// <summary>Ends the time in which the plugin may register.</summary>
    public void Close() => _isClosed = true;

    /// <summary>A name that <paramref name="target"/> or the host already has, or <see langword="null"/>.</summary>
    public string? NameTakenIn(ComponentCatalog target) =>
        _components.Indicators.Keys.FirstOrDefault(name => target.Indicators.ContainsKey(name) || BuiltInValues.Declarations.Any(d => d.Name == name))
        ?? _components.Exchanges.Keys.FirstOrDefault(target.Exchanges.ContainsKey)
        ?? _components.Sandboxes.Keys.FirstOrDefault(target.Sandboxes.ContainsKey);

    /// <summary>Adds everything to <paramref name="target"/>. The other kinds carry the plugin's id in their keys and cannot clash.</summary>
    public void MergeInto(ComponentCatalog target)
    {
        foreach (var (name, factory) in _components.Indicators)
            target.Indicators.Add(name, factory);
        foreach (var (key, factory) in _components.Sections)
            target.Sections.Add(key, factory);
        foreach (var (key, strategy) in _components.Strategies)
            target.Strategies.Add(key, strategy);
        foreach (var (key, factory) in _components.SlippageModels)
            target.SlippageModels.Add(key, factory);
        foreach (var (name, factory) in _components.Exchanges)
            target.Exchanges.Add(name, factory);
        foreach (var (name, factory) in _components.Sandboxes)
            target.Sandboxes.Add(name, factory);
    }

    private string Key(string name) => $"{pluginId}/{name}";

    private void Add<T>(string kind, string name, string key, SortedDictionary<string, T> components, T component)
    {
        Require(!_isClosed, $"The {kind} '{name}' came after Register had returned.");
        Require(components.TryAdd(key, component), $"The {kind} name '{name}' is taken: it was registered twice.");
        _provides.Add($"{kind}:{name}");
    }

    private string CheckedName(string kind, string? name)
    {
        Require(name is not null && ComponentName().IsMatch(name), $"The {kind} name '{name}' is not letters, digits, hyphens, underscores and dots.");
        return name!;
    }

    private string CheckedExchangeName(string kind, string? name)
    {
        Require(name is not null && ExchangeName().IsMatch(name), $"The {kind} name '{name}' is not lower-case letters, digits, dots, hyphens and underscores.");
        return name!;
    }

    private void CheckParameters(string owner, IReadOnlyList<ParameterDeclaration>? parameters)
    {
        Require(parameters is not null && parameters.All(p => p?.Name is not null), $"The {owner} has no list of parameters, or one without a name.");
        foreach (var parameter in parameters!)
        {
            Require(ParameterName().IsMatch(parameter.Name), $"Parameter '{parameter.Name}' of the {owner} is not lower-case letters, digits and underscores.");
            Require(parameters.Count(p => p.Name == parameter.Name) == 1, $"Parameter '{parameter.Name}' of the {owner} is declared twice.");
            Require(parameter.Accepts(parameter.Default), $"The default of parameter '{parameter.Name}' of the {owner} is outside its own range.");
        }
    }

    private void Require(bool isTrue, string fault)
    {
        if (isTrue)
            return;
        Fault ??= fault;
        throw new InvalidOperationException(fault);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\z")]
    private static partial Regex IndicatorName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex ExchangeName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*\z")]
    private static partial Regex ComponentName();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*\z")]
    private static partial Regex ParameterName();
}
