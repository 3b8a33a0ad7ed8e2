using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace PluginTrading.Scripting;

/// <summary>Where in a script an exception came from.</summary>
/// <param name="File">Full path.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">Type and text of the exception.</param>
public sealed record ScriptFault(string File, int Line, int Column, string Message)
{
    /// <summary>The innermost place in a script that the exception passed, or <see langword="null"/> when it passed none.</summary>
    public static ScriptFault? Of(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            foreach (var frame in new StackTrace(e, fNeedFileInfo: true).GetFrames())
            {
                if (frame.GetFileName() is { } file && IsScript(frame.GetMethod()))
                    return new ScriptFault(file, frame.GetFileLineNumber(), frame.GetFileColumnNumber(), $"{e.GetType().FullName}: {e.Message}");
            }
        }

        return null;
    }

    /// <summary><c>file(line,column): message</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Message}";

    private static bool IsScript(MethodBase? method) => method is not null && AssemblyLoadContext.GetLoadContext(method.Module.Assembly) is ScriptLoadContext;
}
