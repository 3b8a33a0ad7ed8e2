using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Diagnostics;

/// <summary>Collects the findings about one file and knows which parts of it are free of errors.</summary>
internal sealed class DiagnosticList(string file)
{
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string Code, int Line, int Column, string Message)> _seen = [];
    private readonly HashSet<SourceValue> _withErrors = [];

    /// <summary>The file as messages name it.</summary>
    public string File { get; } = file;

    /// <summary>The file's text once it is read; findings before that give their place themselves.</summary>
    public JsonSource? Source { get; set; }

    public bool HasErrors => _items.Exists(d => d.IsError);

    /// <summary>The findings, by place.</summary>
    public IReadOnlyList<Diagnostic> Sorted() => [.. _items.OrderBy(d => d.Line).ThenBy(d => d.Column).ThenBy(d => d.Rule.Code, StringComparer.Ordinal)];

    /// <summary>Whether no error was found in a value or inside it.</summary>
    public bool IsClean(SourceValue value) => !_withErrors.Contains(value);

    /// <summary>Whether no error was found in the value at a path or inside it.</summary>
    public bool IsClean(string path) => Source is null || IsClean(Source.Nearest(path));

    /// <summary>An error about the value at a path; where the file has no such value (or is no JSON), about the nearest around it.</summary>
    public void Error(DiagnosticRule rule, string path, string message, Finding finding = default) => Add(rule, DiagnosticSeverity.Error, path, message, finding);

    /// <summary>A warning about the value at a path.</summary>
    public void Warning(DiagnosticRule rule, string path, string message, Finding finding = default) => Add(rule, DiagnosticSeverity.Warning, path, message, finding);

    /// <summary>An error about a place of the text that is no value.</summary>
    public void ErrorAt(DiagnosticRule rule, SourcePosition position, string path, string message, string sourceLine = "") => Add(new Diagnostic
    {
        Severity = DiagnosticSeverity.Error,
        Rule = rule,
        File = File,
        Line = position.Line,
        Column = position.Column,
        JsonPath = path,
        Message = message,
        SourceLine = sourceLine,
    });

    private void Add(DiagnosticRule rule, DiagnosticSeverity severity, string path, string message, Finding finding)
    {
        var value = Source?.Nearest(path);
        var member = finding.AboutName ? Source?.MemberAt(path) : null;
        var start = member?.NameStart ?? value?.Start ?? new SourcePosition(1, 1);
        var end = member?.NameEnd ?? value?.End;
        if (finding.Suggestion is { } suggestion)
            message += $"; did you mean '{suggestion}'?";
        Add(new Diagnostic
        {
            Severity = severity,
            Rule = rule,
            File = File,
            Line = start.Line,
            Column = start.Column,
            EndLine = end?.Line,
            EndColumn = end?.Column,
            JsonPath = path,
            Message = message,
            Found = finding.Found,
            Allowed = finding.Allowed ?? [],
            Suggestion = finding.Suggestion,
            SourceLine = Source?.Line(start.Line) ?? "",
        });
        if (severity == DiagnosticSeverity.Error)
        {
            for (; value is not null; value = value.Parent)
                _withErrors.Add(value);
        }
    }

    private void Add(Diagnostic diagnostic)
    {
        if (_seen.Add((diagnostic.Rule.Code, diagnostic.Line, diagnostic.Column, diagnostic.Message)))
            _items.Add(diagnostic);
    }
}

/// <summary>What machines want to know of a finding beside its message.</summary>
internal readonly record struct Finding(string? Found = null, IReadOnlyList<string>? Allowed = null, string? Suggestion = null, bool AboutName = false);
