namespace PluginTrading.Scripting;

/// <summary>What came of a script: a value, or the errors that prevented it; warnings in both cases.</summary>
/// <typeparam name="T">What the script was to give.</typeparam>
public sealed record ScriptResult<T>
    where T : class
{
    /// <summary><see langword="null"/> exactly when there is an error.</summary>
    public T? Value { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ScriptDiagnostic> Diagnostics { get; init; } = [];
}
