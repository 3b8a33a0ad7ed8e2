using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>A definition as text, member by member, so that two made in different ways can be compared: which kind of list holds the conditions does not count.</summary>
internal static class DefinitionText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool truth => truth.ToString(),
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Members(value))} }}",
    };

    private static IEnumerable<string> Members(object value)
    {
        value.GetType().Assembly.ShouldBe(typeof(StrategyDefinition).Assembly);
        return value.GetType().GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name} = {Of(p.GetValue(value))}");
    }
}
