using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Plugins;

namespace TestPlugins.Faulty;

/// <summary>Plugins that go wrong, each in its own way; a test's manifest names the one it wants.</summary>
public sealed class ThrowsInConstructor : IPlugin
{
    public ThrowsInConstructor() => throw new NotSupportedException("no constructor today");

    public void Register(IPluginRegistry registry)
    {
    }
}

public sealed class ThrowsInTypeInitializer : IPlugin
{
    private static readonly int Number = int.Parse("not a number", System.Globalization.CultureInfo.InvariantCulture);

    public ThrowsInTypeInitializer() => Console.WriteLine(Number);

    public void Register(IPluginRegistry registry)
    {
    }
}

/// <summary>Registers an indicator, then throws.</summary>
public sealed class ThrowsInRegister : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddIndicator(new Nothing("faulty.first"));
        throw new NotSupportedException("no second indicator today");
    }
}

/// <summary>Registers a name twice and hides the refusal.</summary>
public sealed class SwallowsTheRefusal : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddIndicator(new Nothing("faulty.first"));
        try
        {
            registry.AddIndicator(new Nothing("faulty.first"));
        }
        catch (InvalidOperationException)
        {
            // What this plugin is about.
        }
    }
}

public sealed class RegistersBadName : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddIndicator(new Nothing("Bad Name"));
}

public sealed class RegistersBadDefault : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddIndicator(new Nothing("faulty.default", defaultValue: -1));
}

public sealed class RegistersBuiltInName : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddIndicator(new Nothing("price"));
}

public sealed class NeedsAnArgument(string argument) : IPlugin
{
    public void Register(IPluginRegistry registry) => Console.WriteLine(argument);
}

public abstract class IsAbstract : IPlugin
{
    public abstract void Register(IPluginRegistry registry);
}

public sealed class IsSomethingElse;

internal sealed class IsInternal : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
    }
}

internal sealed class Nothing(string name, double defaultValue = 1) : IIndicatorFactory, IIndicator
{
    public IndicatorDeclaration Declaration { get; } = new()
    {
        Name = name,
        Description = "Nothing.",
        Unit = "1",
        Parameters = [new() { Name = "minimum", Description = "At least 0.", Default = defaultValue, Minimum = 0 }],
    };

    public double Value => double.NaN;

    public IIndicator Create(MarketView market, ParameterValues parameters) => this;
}
