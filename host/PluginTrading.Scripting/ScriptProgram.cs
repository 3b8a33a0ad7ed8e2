using System.Reflection;
using System.Runtime.ExceptionServices;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>A script loaded into a context of its own, ready to be run any number of times.</summary>
internal sealed class ScriptProgram
{
    /// <summary>Name of the class that the compiler makes of a file of statements.</summary>
    public const string StatementsClass = "Script";

    // What the compiler calls the starting method of a file of statements.
    private const string StatementsStart = "<Factory>";

    private readonly Func<object?> _run;

    private ScriptProgram(ScriptLoadContext context, Func<object?> run)
    {
        Context = context;
        _run = run;
    }

    public ScriptLoadContext Context { get; }

    /// <summary>Loads a compiled script.</summary>
    /// <param name="fault">Why the result is <see langword="null"/>: the file does not hold what it must.</param>
    public static ScriptProgram? Load(ScriptImage image, ScriptSource source, bool isCollectible, out string? fault)
    {
        var context = new ScriptLoadContext(Path.GetFileName(source.Path), isCollectible);
        var assembly = context.LoadFromStream(new MemoryStream(image.Assembly, writable: false), new MemoryStream(image.Symbols, writable: false));
        fault = null;
        var run = source.IsStatements ? Statements(assembly) : Class(assembly, out fault);
        return run is null ? null : new ScriptProgram(context, run);
    }

    /// <summary>Runs the statements, or makes the class, anew and returns what comes of it: a strategy, a section, or whatever else was written.</summary>
    /// <exception cref="Exception">Whatever the script throws.</exception>
    public object? Run() => _run();

    private static Func<object?> Statements(Assembly assembly)
    {
        var start = assembly.GetType(StatementsClass, throwOnError: true)!
            .GetMethod(StatementsStart, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();

        // Complete on return, since scripts may not await. The array holds the (absent) globals and this one submission.
        return () => start(new object?[2]).GetAwaiter().GetResult();
    }

    private static Func<object?>? Class(Assembly assembly, out string? fault)
    {
        var classes = assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(IStrategyScript)) || type.IsAssignableTo(typeof(IStrategySection))))
            .ToList();
        var constructor = classes.Count == 1 ? classes[0].GetConstructor(Type.EmptyTypes) : null;
        fault = classes.Count switch
        {
            0 => "The file has no public class that implements IStrategyScript or IStrategySection.",
            > 1 => $"The file has {classes.Count} public classes that implement IStrategyScript or IStrategySection; it must have one.",
            _ => constructor is null ? $"The class {classes[0].Name} has no public constructor without parameters." : null,
        };
        return fault is null ? () => Make(constructor!) : null;
    }

    private static object? Make(ConstructorInfo constructor)
    {
        try
        {
            var made = constructor.Invoke(null);
            return made is IStrategyScript script ? script.Define() : made;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
