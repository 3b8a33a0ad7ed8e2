using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using PluginTrading.Scripting.Policy;

namespace PluginTrading.Scripting;

/// <summary>Compiles one script: syntax, binding, policy, emit.</summary>
internal static class ScriptCompilation
{
    /// <summary>The compiled script, or <see langword="null"/> when there is an error among the diagnostics.</summary>
    public static ScriptImage? Compile(ScriptSource source, bool isDebug, out IReadOnlyList<ScriptDiagnostic> diagnostics)
    {
        var tree = source.Parse();
        diagnostics = [.. ScriptDirectives.Check(source, tree)];
        if (diagnostics.Count > 0)
            return null;

        var compilation = Create(source, tree, isDebug);
        var trees = compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0).ToList();
        var found = trees.Where(t => t != tree).SelectMany(t => ScriptDirectives.Check(source, t)).ToList();
        if (found.Count == 0)
            found.AddRange(Diagnostics(compilation, source));
        if (!found.Exists(d => d.IsError))
            found.AddRange(trees.SelectMany(t => ScriptPolicy.Check(compilation.GetSemanticModel(t))));
        diagnostics = [.. found.OrderBy(d => d.File == source.Path ? 0 : 1).ThenBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column)];
        if (found.Exists(d => d.IsError))
            return null;

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            embeddedTexts: trees.Select(t => EmbeddedText.FromSource(t.FilePath, t.GetText())));
        if (emitted.Success)
            return new ScriptImage(assembly.ToArray(), symbols.ToArray(), diagnostics);
        diagnostics = [.. emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => Convert(d, source))];
        return null;
    }

    private static List<ScriptDiagnostic> Diagnostics(CSharpCompilation compilation, ScriptSource source)
    {
        // "Some of the return types in the block are not convertible": only ever says again, at a worse place, that a lambda has another error.
        const string LambdaHasError = "CS1662";
        var all = compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => Convert(d, source)).ToList();
        if (all.Exists(d => d.IsError && d.Id != LambdaHasError))
            all.RemoveAll(d => d.Id == LambdaHasError);
        return all;
    }

    private static CSharpCompilation Create(ScriptSource source, SyntaxTree tree, bool isDebug)
    {
        // One name for all, so that the same text gives the same bytes; each is loaded into a context of its own.
        const string Name = "PluginTrading.Script";
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: isDebug ? OptimizationLevel.Debug : OptimizationLevel.Release,
            deterministic: true, nullableContextOptions: NullableContextOptions.Enable);
        if (source.IsStatements)
        {
            // No return type is object; naming it would look for the host's own System.Private.CoreLib, which is no reference.
            return CSharpCompilation.CreateScriptCompilation(
                Name, tree, ScriptReferences.All, options.WithScriptClassName(ScriptProgram.StatementsClass).WithUsings(ScriptReferences.Imports).WithSourceReferenceResolver(new LoadedFileResolver(source.Loaded)));
        }

        var usings = CSharpSyntaxTree.ParseText(ScriptReferences.ImplicitUsings, source.ParseOptions, encoding: System.Text.Encoding.UTF8);
        return CSharpCompilation.Create(Name, [tree, usings], ScriptReferences.All, options);
    }

    private static ScriptDiagnostic Convert(Diagnostic diagnostic, ScriptSource source)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        return new ScriptDiagnostic
        {
            File = span is { IsValid: true, Path.Length: > 0 } ? span.Path : source.Path,
            Line = span.StartLinePosition.Line + 1,
            Column = span.StartLinePosition.Character + 1,
            Id = diagnostic.Id,
            Message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            IsError = diagnostic.Severity == DiagnosticSeverity.Error,
        };
    }
}
