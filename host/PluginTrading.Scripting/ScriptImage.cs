namespace PluginTrading.Scripting;

/// <summary>A compiled script.</summary>
/// <param name="Assembly">The assembly file.</param>
/// <param name="Symbols">Its portable debugging information, source embedded.</param>
/// <param name="Warnings">What the compiler said.</param>
internal sealed record ScriptImage(byte[] Assembly, byte[] Symbols, IReadOnlyList<ScriptDiagnostic> Warnings);
