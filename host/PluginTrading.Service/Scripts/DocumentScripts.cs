using PluginTrading.Documents.Strategies;
using PluginTrading.Scripting;

namespace PluginTrading.Service.Scripts;

/// <summary>Compiles the scripts that documents name.</summary>
public sealed class DocumentScripts(ScriptCompiler compiler) : IDocumentScripts
{
    /// <inheritdoc/>
    public DocumentScript Load(string absolutePath)
    {
        var result = compiler.Compile(absolutePath);
        return new DocumentScript
        {
            CreateSection = result.Value?.CreateSection,
            DefineStrategy = result.Value?.DefineStrategy,
            Findings = [.. result.Diagnostics.Select(Finding)],
        };
    }

    private static ScriptFinding Finding(ScriptDiagnostic diagnostic) => new()
    {
        IsError = diagnostic.IsError,
        Code = diagnostic.Id,
        File = diagnostic.File,
        Line = diagnostic.Line,
        Column = diagnostic.Column,
        Message = diagnostic.Message,
    };
}
