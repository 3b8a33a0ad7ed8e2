using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PluginTrading.Scripting;

/// <summary>The text of one script file. <c>.csx</c> holds statements, <c>.cs</c> a class that also builds as a file-based program.</summary>
internal sealed record ScriptSource
{
    private static readonly CSharpParseOptions Statements = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    // The feature makes the compiler pass over #:project, #:package and #:property lines.
    private static readonly CSharpParseOptions Class = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>Bytes that a file may have. Whatever is longer was not written by hand, and would keep the compiler busy for minutes.</summary>
    public const int MaximumLength = 1_000_000;

    /// <summary>Full path.</summary>
    public required string Path { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>What its <c>#load</c> lines name.</summary>
    public required LoadedFiles Loaded { get; init; }

    /// <summary>Whether it is a <c>.csx</c>.</summary>
    public required bool IsStatements { get; init; }

    public CSharpParseOptions ParseOptions => IsStatements ? Statements : Class;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="NotSupportedException">Its name ends in neither <c>.csx</c> nor <c>.cs</c>, or it is too long.</exception>
    public static ScriptSource Read(string path)
    {
        var fullPath = System.IO.Path.GetFullPath(path);
        var extension = System.IO.Path.GetExtension(fullPath);
        if (extension is not (".csx" or ".cs"))
            throw new NotSupportedException($"a script's name ends in .csx or .cs, not in '{extension}'");
        if (new FileInfo(fullPath) is { Exists: true, Length: > MaximumLength and var length })
            throw new NotSupportedException($"it has {length} bytes; a script has at most {MaximumLength}");
        var bytes = File.ReadAllBytes(fullPath);
        return new ScriptSource { Path = fullPath, Bytes = bytes, Loaded = LoadedFiles.Read(fullPath, bytes), IsStatements = extension == ".csx" };
    }

    public SourceText Text() => SourceText.From(Bytes, Bytes.Length, Encoding.UTF8, canBeEmbedded: true);

    public SyntaxTree Parse() => CSharpSyntaxTree.ParseText(Text(), ParseOptions, Path);

    /// <summary>An error where the file's last statement or its class begins.</summary>
    public ScriptDiagnostic ErrorAtResult(string id, string message)
    {
        var root = (CompilationUnitSyntax)Parse().GetRoot();
        var start = (root.Members.LastOrDefault() ?? (SyntaxNode)root).GetLocation().GetLineSpan().StartLinePosition;
        return Error(id, message, start.Line + 1, start.Character + 1);
    }

    public ScriptDiagnostic Error(string id, string message, int line = 1, int column = 1) =>
        new() { File = Path, Line = line, Column = column, Id = id, Message = message, IsError = true };
}
