using System.Globalization;

namespace PluginTrading.Sdk.Indicators;

/// <summary>The numbers given for a list of declared parameters, complete and in declared order.</summary>
public sealed class ParameterValues
{
    private readonly IReadOnlyList<ParameterDeclaration> _declarations;
    private readonly double[] _values;

    private ParameterValues(IReadOnlyList<ParameterDeclaration> declarations, double[] values)
    {
        _declarations = declarations;
        _values = values;
    }

    /// <summary>No parameters.</summary>
    public static ParameterValues None { get; } = new([], []);

    /// <summary>The value of a declared parameter.</summary>
    /// <exception cref="KeyNotFoundException">It is not declared.</exception>
    public double this[string name]
    {
        get
        {
            for (var i = 0; i < _values.Length; i++)
            {
                if (_declarations[i].Name == name)
                    return _values[i];
            }

            throw new KeyNotFoundException($"There is no parameter '{name}'; declared are: {string.Join(", ", _declarations.Select(d => d.Name))}.");
        }
    }

    /// <summary>A whole-number parameter.</summary>
    /// <exception cref="KeyNotFoundException">It is not declared.</exception>
    /// <exception cref="InvalidOperationException">Its value is not whole or not an <see cref="int"/>: its declaration allows too much.</exception>
    public int Integer(string name) => this[name] is var value && value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{name}' is {value}, not a 32-bit whole number; its declaration should not allow that."));

    /// <summary>Fills in defaults and checks names and ranges.</summary>
    /// <param name="declarations">What may be given.</param>
    /// <param name="given">Names and values; each name at most once.</param>
    /// <exception cref="ArgumentException">A name is unknown or repeated, or a value out of range; the text says which and what is allowed.</exception>
    public static ParameterValues Create(IReadOnlyList<ParameterDeclaration> declarations, IReadOnlyList<(string Name, double Value)> given)
    {
        var values = declarations.Select(d => d.Default).ToArray();
        var seen = new HashSet<string>();
        foreach (var (name, value) in given)
        {
            var index = IndexOf(declarations, name);
            if (index < 0)
                throw new ArgumentException($"There is no parameter '{name}'; declared are: {string.Join(", ", declarations.Select(d => d.Name))}.", nameof(given));
            if (!seen.Add(name))
                throw new ArgumentException($"Parameter '{name}' is given twice.", nameof(given));
            if (!declarations[index].Accepts(value))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter '{name}' is {value}; {Range(declarations[index])}."), nameof(given));
            values[index] = value + 0.0; // turns −0 into 0, which must not make a second key
        }

        return new ParameterValues(declarations, values);
    }

    /// <summary>The values as <c>(p1=v1,p2=v2)</c> in declared order, shortest round-trip numbers; empty when there are none.</summary>
    public override string ToString() => _values.Length == 0
        ? ""
        : "(" + string.Join(",", _values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{_declarations[i].Name}={value}"))) + ")";

    private static int IndexOf(IReadOnlyList<ParameterDeclaration> declarations, string name)
    {
        for (var i = 0; i < declarations.Count; i++)
        {
            if (declarations[i].Name == name)
                return i;
        }

        return -1;
    }

    private static string Range(ParameterDeclaration declaration)
    {
        var kind = declaration.IsInteger ? "a whole number" : "a number";
        var low = double.IsFinite(declaration.Minimum)
            ? string.Create(CultureInfo.InvariantCulture, $" {(declaration.MinimumIsExclusive ? ">" : "≥")} {declaration.Minimum}") : "";
        var high = double.IsFinite(declaration.Maximum) ? string.Create(CultureInfo.InvariantCulture, $" ≤ {declaration.Maximum}") : "";
        return $"allowed is {kind}{low}{(low.Length > 0 && high.Length > 0 ? " and" : "")}{high}";
    }
}
