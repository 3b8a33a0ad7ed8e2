using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Scripting;

/// <summary>
/// Checks the lines that say what a script is built with. <c>.csx</c>: <c>#load</c>. <c>.cs</c>: <c>#:project</c> and <c>#:package</c> of the SDK, <c>#:sdk</c> of .NET and
/// <c>#:property</c>, which are there for editors and for <c>dotnet build</c>; the host gives the SDK and .NET to every script.
/// </summary>
internal static class ScriptDirectives
{
    private const string Sdk = "PluginTrading.Sdk";
    private const string PluginInstead = "a script may use the SDK and .NET only; what needs more is a plugin";

    /// <summary>What is wrong with the directives of one file of the script.</summary>
    public static IEnumerable<ScriptDiagnostic> Check(ScriptSource source, SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        foreach (var directive in root.GetReferenceDirectives())
            yield return Problem(directive, $"#r is not supported: {PluginInstead}.");
        foreach (var directive in root.GetLoadDirectives())
        {
            if (!source.IsStatements)
                yield return Problem(directive, "#load is for .csx files: a .cs script is one file.");
            else if (directive is { IsActive: true, File: { IsMissing: false } file } && source.Loaded.Problem(file.ValueText, tree.FilePath) is { } problem)
                yield return Problem(directive, problem);
        }

        foreach (var directive in root.DescendantTrivia().Select(t => t.GetStructure()).OfType<IgnoredDirectiveTriviaSyntax>())
        {
            if (ProjectProblem(directive.Content.Text) is { } problem)
                yield return Problem(directive, problem);
        }
    }

    private static string? ProjectProblem(string content)
    {
        var space = content.IndexOfAny([' ', '\t']);
        var (kind, value) = space < 0 ? (content, "") : (content[..space], content[space..].Trim());
        return kind switch
        {
            "property" => value.Contains('=', StringComparison.Ordinal) ? null : $"#:property needs a name and a value, as in OutputType=Library; found '{value}'.",
            "project" when Path.GetFileNameWithoutExtension(value.Replace('\\', '/').TrimEnd('/')) is Sdk || Path.GetFileName(value.Replace('\\', '/').TrimEnd('/')) is Sdk => null,
            "project" => $"'{value}' is not the project {Sdk}: {PluginInstead}.",
            "package" => PackageProblem(value),
            "sdk" when value.Split('@')[0] is "Microsoft.NET.Sdk" => null,
            "sdk" => $"'{value}' is not Microsoft.NET.Sdk, which scripts are built with.",
            _ => $"'#:{kind}' is not supported; a script may have #:project and #:package of the SDK, #:sdk and #:property.",
        };
    }

    private static string? PackageProblem(string value)
    {
        var parts = value.Split('@', 2, StringSplitOptions.TrimEntries);
        if (!string.Equals(parts[0], Sdk, StringComparison.OrdinalIgnoreCase))
            return $"'{value}' is not the package {Sdk}: {PluginInstead}.";
        var major = parts.Length == 1 ? "" : parts[1].Split('.')[0];
        return int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted != SdkVersion.Current.Major
            ? $"The script is written for {Sdk} {parts[1]}; this host provides {SdkVersion.Current}."
            : null;
    }

    private static ScriptDiagnostic Problem(SyntaxNode directive, string message)
    {
        var span = directive.GetLocation().GetLineSpan();
        return new()
        {
            File = span.Path,
            Line = span.StartLinePosition.Line + 1,
            Column = span.StartLinePosition.Character + 1,
            Id = ScriptDiagnostic.Directive,
            Message = message,
            IsError = true,
        };
    }
}
