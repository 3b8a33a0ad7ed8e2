using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Schemas;

/// <summary>One of several schemas of which a value must match one, and why it does not.</summary>
internal sealed class SchemaBranch(JsonSchema schema, ICollection<ValidationError> errors)
{
    private readonly JsonSchema _schema = schema.ActualSchema;

    public IEnumerable<ValidationError> Errors => errors;

    public JsonObjectType Type => _schema.Type;

    /// <summary>Fields that the branch knows.</summary>
    public IEnumerable<string> Fields => _schema.Properties.Keys;

    /// <summary>Fields without which the branch cannot be meant.</summary>
    public IEnumerable<string> RequiredFields => _schema.Properties.Where(p => p.Value.IsRequired).Select(p => p.Key);

    /// <summary>The branch that was most probably meant, by its type and the fields that are there; <see langword="null"/> when nothing speaks for any.</summary>
    public static SchemaBranch? Best(IReadOnlyList<SchemaBranch> branches, SourceValue value)
    {
        var ofType = branches.Where(b => b.Takes(value.Kind)).ToList();
        if (value.Kind != JsonValueKind.Object)
            return ofType.Count == 1 ? ofType[0] : null;
        var best = ofType.MaxBy(b => b.Score(value));
        return best is not null && best.Score(value) > 0 ? best : null;
    }

    /// <summary>Fields that tell this branch from others count most; a misspelt one still counts.</summary>
    private int Score(SourceValue value)
    {
        var required = RequiredFields.ToList();
        var score = 0;
        foreach (var member in value.Members)
        {
            if (required.Contains(member.Name))
                score += 100;
            else if (Fields.Contains(member.Name))
                score += 1;
            else if (NearestWord.Of(member.Name, required) is not null)
                score += 10;
        }

        return score;
    }

    private bool Takes(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => Type.HasFlag(JsonObjectType.Object),
        JsonValueKind.Array => Type.HasFlag(JsonObjectType.Array),
        JsonValueKind.String => Type.HasFlag(JsonObjectType.String),
        JsonValueKind.Number => Type.HasFlag(JsonObjectType.Number) || Type.HasFlag(JsonObjectType.Integer),
        JsonValueKind.True or JsonValueKind.False => Type.HasFlag(JsonObjectType.Boolean),
        _ => Type.HasFlag(JsonObjectType.Null),
    };
}
