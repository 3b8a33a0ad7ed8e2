namespace PluginTrading.Scripting;

/// <summary>One finding on a script.</summary>
public sealed record ScriptDiagnostic
{
    /// <summary>A <c>#r</c>, <c>#load</c> or <c>#:</c> line that a script cannot have.</summary>
    public const string Directive = "PT2001";

    /// <summary>Something that scripts may not use.</summary>
    public const string NotAllowed = "PT2002";

    /// <summary>The file does not hold a section or strategy.</summary>
    public const string WrongResult = "PT2003";

    /// <summary>The script threw while it was set up.</summary>
    public const string Threw = "PT2004";

    /// <summary>The file cannot be read or is no script.</summary>
    public const string Unreadable = "PT2005";

    /// <summary>Full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>From 1.</summary>
    public required int Column { get; init; }

    /// <summary>The compiler's code (<c>CS0103</c>) or one of the codes above.</summary>
    public required string Id { get; init; }

    public required string Message { get; init; }

    /// <summary>An error keeps the script from being used, a warning does not.</summary>
    public required bool IsError { get; init; }

    /// <summary><c>file(line,column): error ID: message</c>, which editors and build servers recognize.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {(IsError ? "error" : "warning")} {Id}: {Message}";
}
