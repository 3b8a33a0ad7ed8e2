using System.Globalization;
using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Schemas;

/// <summary>Words the validator's findings.</summary>
/// <param name="component">Whose parameters are checked; <see langword="null"/> when it is the document itself.</param>
internal sealed class SchemaMessages(DiagnosticList diagnostics, string? component)
{
    private const int MostListed = 12;

    public void Add(ValidationError error, SourceValue value)
    {
        var schema = error.Schema;
        switch (error.Kind)
        {
            case ValidationErrorKind.NoAdditionalPropertiesAllowed:
                AddUnknownField(error, value);
                break;
            case ValidationErrorKind.PropertyRequired:
                diagnostics.Error(DiagnosticRule.MissingField, value.Path, $"'{error.Property}' is missing{Hint(schema, error.Property!)}", new(Allowed: [error.Property!]));
                break;
            case ValidationErrorKind.NotInEnumeration:
                AddUnknownWord(value, [.. schema.Enumeration.Select(w => w?.ToString() ?? "null")]);
                break;
            case ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig:
                diagnostics.Error(DiagnosticRule.OutOfRange, value.Path, $"{NameOf(value)} is {value.Describe()}; allowed is {Range(schema)}", new(value.Text, [Range(schema)]));
                break;
            case ValidationErrorKind.PatternMismatch or ValidationErrorKind.StringTooShort or ValidationErrorKind.StringTooLong:
                var expected = schema.Description is { } description ? $"expected is: {description}"
                    : Form(schema) is { } form ? $"expected is {form}" : $"expected is a text of the form {schema.Pattern}";
                diagnostics.Error(DiagnosticRule.WrongForm, value.Path, $"{NameOf(value)} is {value.Describe()}; {expected.TrimEnd('.')}", new(value.Text));
                break;
            case ValidationErrorKind.TooFewItems or ValidationErrorKind.TooManyItems:
                diagnostics.Error(DiagnosticRule.WrongCount, value.Path, $"{NameOf(value)} has {value.Items.Count} items; expected are {Count(schema)}", new(Found: $"{value.Items.Count}"));
                break;
            case ValidationErrorKind.ItemsNotUnique:
                var repeated = value.Items.GroupBy(i => i.Text).First(g => g.Count() > 1);
                diagnostics.Error(DiagnosticRule.WrongCount, repeated.Last().Path, $"{repeated.Last().Describe()} is listed twice in {NameOf(value)}", new(repeated.Key));
                break;
            case ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected or ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected
                or ValidationErrorKind.IntegerExpected or ValidationErrorKind.BooleanExpected or ValidationErrorKind.NullExpected:
                AddWrongType(value, schema.Type);
                break;
            default:
                diagnostics.Error(DiagnosticRule.SchemaMismatch, value.Path, $"{NameOf(value)} is {value.Describe()}, which the schema refuses ({error.Kind})");
                break;
        }
    }

    public void AddWrongType(SourceValue value, JsonObjectType expected)
    {
        var words = TypeWords(expected);
        diagnostics.Error(DiagnosticRule.WrongType, value.Path, $"{NameOf(value)} is {value.Describe()}; expected is {string.Join(" or ", words)}", new(value.Describe(), words));
    }

    /// <summary>A value of which nothing says what it was meant to be.</summary>
    public void AddNoBranch(IReadOnlyList<SchemaBranch> branches, SourceValue value)
    {
        if (value.Kind != JsonValueKind.Object || !branches.Any(b => b.Type.HasFlag(JsonObjectType.Object)))
        {
            AddWrongType(value, branches.Aggregate(JsonObjectType.None, (types, branch) => types | branch.Type));
            return;
        }

        var required = branches.Select(b => b.RequiredFields.FirstOrDefault()).OfType<string>().ToList();
        var message = $"{NameOf(value)} needs one of {Quoted(required)}";
        diagnostics.Error(DiagnosticRule.MissingField, value.Path, message, new(Allowed: required));
    }

    private void AddUnknownField(ValidationError error, SourceValue value)
    {
        var name = error.Property!;
        var known = error.Schema.Properties.Keys.Where(k => k != "$schema").ToList();
        var suggestion = NearestWord.Of(name, known);
        var shown = SourceValue.Printable(name);
        if (component is not null)
        {
            var takes = known.Count == 0 ? "it takes none" : $"it takes {Quoted(known)}";
            diagnostics.Error(DiagnosticRule.UnknownParameter, value.Path, $"{component} has no parameter '{shown}'; {takes}", new(name, known, suggestion, AboutName: true));
            return;
        }

        var allowed = suggestion is null ? $"; allowed are {Quoted(known)}" : "";
        diagnostics.Error(DiagnosticRule.UnknownField, value.Path, $"there is no field '{shown}' here{allowed}", new(name, known, suggestion, AboutName: true));
    }

    private void AddUnknownWord(SourceValue value, IReadOnlyList<string> words)
    {
        if (value.Kind != JsonValueKind.String)
            return; // Its type is wrong too, which is reported.
        var isType = value.Path.EndsWith(".condition_type", StringComparison.Ordinal);
        var suggestion = NearestWord.Of(value.Text, words);
        var what = isType ? "no loaded plugin provides the condition type" : $"{NameOf(value)} cannot be";
        var allowed = suggestion is null || !isType ? $"; allowed are {Quoted(words)}" : "";
        diagnostics.Error(
            isType ? DiagnosticRule.UnknownConditionType : DiagnosticRule.UnknownWord,
            value.Path, $"{what} '{SourceValue.Printable(value.Text)}'{allowed}", new(value.Text, words, suggestion));
    }

    private static string Hint(JsonSchema schema, string field) =>
        schema.Properties.TryGetValue(field, out var property) && property.ActualSchema is var actual && (property.Description ?? actual.Description) is { } description
            ? $": {description.TrimEnd('.')}" : "";

    /// <summary>What a value is called: its name, or its place in a list.</summary>
    public static string NameOf(SourceValue value)
    {
        if (value.Parent is null)
            return "the document";
        var member = value.Parent.Members.Find(m => ReferenceEquals(m.Value, value));
        return member is not null ? $"'{SourceValue.Printable(member.Name)}'" : $"item {value.Parent.Items.IndexOf(value) + 1} of {NameOf(value.Parent)}";
    }

    public static string Quoted(IReadOnlyList<string> words)
    {
        var shown = words.Take(MostListed).Select(w => $"'{w}'");
        return string.Join(", ", shown) + (words.Count > MostListed ? $" and {words.Count - MostListed} more" : "");
    }

    private static string Range(JsonSchema schema)
    {
        var low = schema.Minimum is { } minimum ? $"≥ {Number(minimum)}" : schema.ExclusiveMinimum is { } above ? $"> {Number(above)}" : "";
        var high = schema.Maximum is { } maximum ? $"≤ {Number(maximum)}" : schema.ExclusiveMaximum is { } below ? $"< {Number(below)}" : "";
        var kind = schema.Type.HasFlag(JsonObjectType.Integer) ? "a whole number " : "";
        return kind + (low.Length > 0 && high.Length > 0 ? $"{low} and {high}" : low + high);
    }

    private static string? Form(JsonSchema schema) => schema.Type.HasFlag(JsonObjectType.Number)
        ? "a number, or a text that is one in plain decimals" + (Range(schema) is { Length: > 0 } range ? $", {range}" : "")
        : null;

    private static string Count(JsonSchema schema) => schema.MinItems == schema.MaxItems ? $"{schema.MinItems}"
        : schema.MaxItems > 0 ? $"{schema.MinItems} to {schema.MaxItems}" : $"{schema.MinItems} or more";

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static List<string> TypeWords(JsonObjectType types)
    {
        var words = new List<string>();
        if (types.HasFlag(JsonObjectType.Integer))
            words.Add("a whole number");
        else if (types.HasFlag(JsonObjectType.Number))
            words.Add("a number");
        if (types.HasFlag(JsonObjectType.String))
            words.Add("a text");
        if (types.HasFlag(JsonObjectType.Boolean))
            words.Add("true or false");
        if (types.HasFlag(JsonObjectType.Array))
            words.Add("a list");
        if (types.HasFlag(JsonObjectType.Object))
            words.Add("an object");
        if (types.HasFlag(JsonObjectType.Null))
            words.Add("null");
        return words;
    }
}
