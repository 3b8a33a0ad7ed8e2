using NJsonSchema;
using NJsonSchema.Validation;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Schemas;

/// <summary>Validates a value and reports the leaves of what the validator found, in this product's words.</summary>
internal sealed class SchemaCheck
{
    private readonly ValidatorTokens _tokens;
    private readonly SchemaMessages _messages;

    private SchemaCheck(DiagnosticList diagnostics, ValidatorTokens tokens, string? component)
    {
        _tokens = tokens;
        _messages = new SchemaMessages(diagnostics, component);
    }

    /// <summary>Checks a value against a schema.</summary>
    /// <param name="component">Whose parameters the value is, for messages; <see langword="null"/> for anything else.</param>
    public static void Run(JsonSchema schema, SourceValue value, DiagnosticList diagnostics, string? component = null)
    {
        var tokens = new ValidatorTokens(value);
        new SchemaCheck(diagnostics, tokens, component).Report(schema.Validate(tokens.Root));
    }

    private void Report(IEnumerable<ValidationError> errors)
    {
        var all = errors.ToList();
        var wrongTypes = all.Where(e => IsTypeError(e.Kind)).Select(e => e.Token).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var error in all)
        {
            // A text where an object is expected lacks all of the object's fields too; the type says it all.
            if (error.Kind != ValidationErrorKind.PropertyRequired || !wrongTypes.Contains(error.Token))
                Report(error);
        }
    }

    private void Report(ValidationError error)
    {
        var value = _tokens.ValueOf(error.Token!);
        switch (error)
        {
            case ChildSchemaValidationError { Kind: ValidationErrorKind.NotAnyOf } choice:
                ReportBranch(choice, value);
                break;
            case ChildSchemaValidationError parent:
                foreach (var errors in parent.Errors.Values)
                    Report(errors);
                break;
            case MultiTypeValidationError types:
                ReportType(types, value);
                break;
            default:
                _messages.Add(error, value);
                break;
        }
    }

    private void ReportBranch(ChildSchemaValidationError choice, SourceValue value)
    {
        var branches = choice.Errors.Select(e => new SchemaBranch(e.Key, e.Value)).ToList();
        var best = SchemaBranch.Best(branches, value);
        if (best is not null)
            Report(best.Errors);
        else
            _messages.AddNoBranch(branches, value);
    }

    private void ReportType(MultiTypeValidationError error, SourceValue value)
    {
        var ofOwnType = error.Errors.Values.FirstOrDefault(errors => !errors.Any(e => IsTypeError(e.Kind) && ReferenceEquals(e.Token, error.Token)));
        if (ofOwnType is not null)
            Report(ofOwnType);
        else
            _messages.AddWrongType(value, error.Schema.Type);
    }

    private static bool IsTypeError(ValidationErrorKind kind) => kind is ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
        or ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected
        or ValidationErrorKind.BooleanExpected or ValidationErrorKind.NullExpected;
}
