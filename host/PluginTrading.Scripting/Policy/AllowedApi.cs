using Microsoft.CodeAnalysis;

namespace PluginTrading.Scripting.Policy;

/// <summary>What of .NET a script may use: values, text, maths, collections and LINQ. Anything not listed is refused.</summary>
internal static class AllowedApi
{
    private static readonly HashSet<string> Namespaces =
    [
        "System.Collections", "System.Collections.Frozen", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.ObjectModel",
        "System.Diagnostics.CodeAnalysis", "System.Linq", "System.Numerics", "System.Text",
    ];

    private static readonly HashSet<string> SystemTypes =
    [
        "Action", "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "ArithmeticException", "Array", "Attribute", "BitConverter", "Boolean", "Byte",
        "Char", "Comparison", "Convert", "Converter", "DateOnly", "DateTime", "DateTimeKind", "DateTimeOffset", "DayOfWeek", "Decimal", "DivideByZeroException", "Double", "Enum",
        "Exception", "FlagsAttribute", "FormatException", "FormattableString", "Func", "Half", "IComparable", "IDisposable", "IEquatable", "IFormatProvider", "IFormattable",
        "Index", "IndexOutOfRangeException", "Int128", "Int16", "Int32", "Int64", "InvalidCastException", "InvalidOperationException", "IParsable", "ISpanFormattable", "ISpanParsable",
        "Math", "MathF", "Memory", "MemoryExtensions", "MidpointRounding", "NotImplementedException", "NotSupportedException", "Nullable", "Object", "ObsoleteAttribute",
        "OverflowException", "Predicate", "Random", "Range", "ReadOnlyMemory", "ReadOnlySpan", "SByte", "Single", "Span", "String", "StringComparer", "StringComparison",
        "StringSplitOptions", "TimeOnly", "TimeSpan", "Tuple", "UInt128", "UInt16", "UInt32", "UInt64", "ValueTuple", "ValueType", "Void",
    ];

    private static readonly HashSet<string> OtherTypes =
    [
        "System.Globalization.CultureInfo", "System.Globalization.DateTimeStyles", "System.Globalization.NumberFormatInfo", "System.Globalization.NumberStyles",
        "System.Runtime.CompilerServices.CallerMemberNameAttribute", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler",
        "System.Runtime.CompilerServices.MethodImplAttribute", "System.Runtime.CompilerServices.MethodImplOptions",
    ];

    private static readonly HashSet<string> RefusedTypes = ["System.Linq.ParallelEnumerable", "System.Linq.ParallelQuery"];

    /// <summary>Members of listed types that differ from run to run or lead out of the list.</summary>
    private static readonly HashSet<string> RefusedMembers =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTime.ToLocalTime", "System.DateTime.ToUniversalTime",
        "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow", "System.DateTimeOffset.LocalDateTime", "System.DateTimeOffset.ToLocalTime",
        "System.Random.Shared", "System.Object.GetType", "System.Exception.GetType", "System.Exception.StackTrace",
        "System.Globalization.CultureInfo.CurrentCulture", "System.Globalization.CultureInfo.CurrentUICulture",
        "System.Globalization.CultureInfo.DefaultThreadCurrentCulture", "System.Globalization.CultureInfo.DefaultThreadCurrentUICulture",
        "System.Globalization.NumberFormatInfo.CurrentInfo",
    ];

    /// <summary>Whether a type of .NET, in its unbound form, is listed; a nested one counts as its outermost.</summary>
    public static bool Allows(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        var space = type.ContainingNamespace.ToDisplayString();
        var name = $"{space}.{type.Name}";
        return !RefusedTypes.Contains(name) && (Namespaces.Contains(space) || OtherTypes.Contains(name) || (space == "System" && SystemTypes.Contains(type.Name)));
    }

    /// <summary>Whether a member of a listed type may be used.</summary>
    public static bool AllowsMember(ISymbol member) => member switch
    {
        // Hash codes of text differ from process to process.
        IMethodSymbol { Name: "GetHashCode" } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } } => false,
        _ => !RefusedMembers.Contains($"{member.ContainingType.ContainingNamespace.ToDisplayString()}.{member.ContainingType.Name}.{member.Name}"),
    };

    /// <summary>What to use instead of something refused.</summary>
    public static string Hint(string name)
    {
        if (Names("System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.TimeZoneInfo"))
            return "time comes from the event being handled: context.Now";
        if (Names("System.Random", "System.Guid", "System.Security.Cryptography"))
            return "every run must decide the same; new Random(seed) does";
        if (Names("System.IO", "System.Net"))
            return "a script has no files and no network; it reads what it asked ISectionSetup for";
        if (Names("System.Threading"))
            return "a script runs on the engine's thread and has no others";
        if (Names("System.Console", "System.Diagnostics"))
            return "a script writes nothing; what it reads is recorded with each decision";
        if (Names("System.Reflection", "System.Type", "System.Activator", "System.Object.GetType", "System.Delegate"))
            return "a script has no reflection";
        return "a script may use the SDK, values, text, maths, collections and LINQ";

        bool Names(params ReadOnlySpan<string> prefixes)
        {
            foreach (var prefix in prefixes)
            {
                if (name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
