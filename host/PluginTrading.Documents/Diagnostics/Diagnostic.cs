namespace PluginTrading.Documents.Diagnostics;

/// <summary>How much a finding matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The document is not used.</summary>
    Error,

    /// <summary>The document can be used, but it probably does not say what was meant.</summary>
    Warning,
}

/// <summary>One finding about a document, with its place.</summary>
public sealed record Diagnostic
{
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>What kind of finding: one of <see cref="DiagnosticRule.All"/>.</summary>
    public required DiagnosticRule Rule { get; init; }

    /// <summary>The file as the caller named it, or as the document that refers to it does.</summary>
    public required string File { get; init; }

    /// <summary>Line of the first character, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Column of the first character, from 1, in UTF-16 code units.</summary>
    public required int Column { get; init; }

    /// <summary>Line of the end; <see langword="null"/> when only the start is known.</summary>
    public int? EndLine { get; init; }

    /// <summary>Column just behind the last character; <see langword="null"/> when only the start is known.</summary>
    public int? EndColumn { get; init; }

    /// <summary>JSONPath of what the finding is about; empty where the text is no JSON.</summary>
    public string JsonPath { get; init; } = "";

    /// <summary>The whole finding as one sentence: what was found, what was expected, what was probably meant.</summary>
    public required string Message { get; init; }

    /// <summary>What was found, for machines; <see langword="null"/> where it would only repeat the message.</summary>
    public string? Found { get; init; }

    /// <summary>What would be allowed, for machines.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>What was probably meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The line of the file that it is on, secrets masked; empty when not known.</summary>
    public string SourceLine { get; init; } = "";

    public bool IsError => Severity == DiagnosticSeverity.Error;
}
