using System.Text.Json;
using Newtonsoft.Json.Linq;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Schemas;

/// <summary>A document as the validator's own tree, with the way back from its tokens to ours.</summary>
internal sealed class ValidatorTokens
{
    private readonly Dictionary<JToken, SourceValue> _values = new(ReferenceEqualityComparer.Instance);

    public ValidatorTokens(SourceValue root) => Root = Convert(root);

    public JToken Root { get; }

    /// <summary>The value that a token stands for; a property stands for its value.</summary>
    public SourceValue ValueOf(JToken token) => _values[token is JProperty property ? property.Value : token];

    private JToken Convert(SourceValue value)
    {
        JToken token = value.Kind switch
        {
            JsonValueKind.Object => new JObject(value.Members.Select(m => new JProperty(m.Name, Convert(m.Value)))),
            JsonValueKind.Array => new JArray(value.Items.Select(Convert)),
            JsonValueKind.String => JValue.CreateString(value.Text),
            JsonValueKind.Number => Number(value.Text, value.Double()),
            JsonValueKind.True => new JValue(true),
            JsonValueKind.False => new JValue(false),
            _ => JValue.CreateNull(),
        };
        _values.Add(token, value);
        return token;
    }

    /// <summary>3.0 is a whole number too; the validator goes by the token's type alone.</summary>
    private static JValue Number(string text, double value)
    {
        if (ExactDecimal.TryParse(text, out var exact))
            return ExactDecimal.IsWhole(text) && Math.Abs(exact) <= long.MaxValue ? new JValue((long)exact) : new JValue(exact);
        return new JValue(value);
    }
}
