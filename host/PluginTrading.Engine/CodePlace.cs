using System.Diagnostics;
using System.Runtime.Loader;

namespace PluginTrading.Engine;

/// <summary>Where an exception left the code of a script or plugin, which lives in a load context other than the host's.</summary>
internal static class CodePlace
{
    /// <summary>The innermost such place that debugging information gives a line for, as <c>file:line:column</c>, or <see langword="null"/>.</summary>
    public static string? Of(Exception exception)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is { } file && frame.GetMethod() is { } method && AssemblyLoadContext.GetLoadContext(method.Module.Assembly) != AssemblyLoadContext.Default)
                return $"{file}:{frame.GetFileLineNumber()}:{frame.GetFileColumnNumber()}";
        }

        return null;
    }
}
