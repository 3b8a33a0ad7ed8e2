using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>The identity of a compiled script: whatever may change the compiler's output or verdict is in it.</summary>
internal static class ScriptKey
{
    private static readonly string Tools = string.Join('\n',
        Identity(typeof(IStrategySection)), Identity(typeof(CSharpCompilation)), Identity(typeof(Basic.Reference.Assemblies.Net100)), Identity(typeof(ScriptKey)));

    /// <summary>SHA-256, lower-case hex. The paths count, since they are part of the debugging information.</summary>
    public static string Of(ScriptSource source, ScriptSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Tools}\ndebug={settings.IsDebug}\n"));
        Append(hash, source.Path, source.Bytes);
        foreach (var (path, bytes) in source.Loaded.Files)
            Append(hash, path, bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string path, byte[] bytes)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{bytes.Length}\n"));
        hash.AppendData(bytes);
    }

    /// <summary>Name, version and build of an assembly; our own stands for the policy and the way of compiling.</summary>
    private static string Identity(Type type) => $"{type.Assembly.FullName} {type.Module.ModuleVersionId}";
}
