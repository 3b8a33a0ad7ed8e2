using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting.Policy;

/// <summary>
/// Refuses what would make a script's decisions differ from run to run, or block or leave the engine's thread. It looks at every name and at the type
/// of every expression and accepts what is listed. A guard against accidents, not a sandbox: a script is trusted code, and whoever
/// wants to get around this will.
/// </summary>
internal sealed class ScriptPolicy : CSharpSyntaxWalker
{
    // Far beyond what anyone writes, far below what the stack of a thread holds.
    private const int MaximumDepth = 1000;

    private static readonly string Sdk = typeof(IStrategySection).Assembly.GetName().Name!;

    private readonly SemanticModel _model;
    private int _depth;
    private readonly List<ScriptDiagnostic> _found = [];
    private readonly HashSet<(int Line, string Name)> _told = [];

    private ScriptPolicy(SemanticModel model) => _model = model;

    /// <summary>What is refused, in the order of the file. The compilation must be free of errors.</summary>
    public static IReadOnlyList<ScriptDiagnostic> Check(SemanticModel model)
    {
        var policy = new ScriptPolicy(model);
        policy.Visit(model.SyntaxTree.GetRoot());
        return policy._found;
    }

    public override void Visit(SyntaxNode? node)
    {
        if (node is null || IsNameOf(node) || IsInferred(node))
            return;
        if (_depth == MaximumDepth)
        {
            Refuse(node, "nesting this deep", $"at most {MaximumDepth} levels are checked");
            return;
        }

        _depth++;
        CheckSyntax(node);
        if (node is ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax or ForEachStatementSyntax or SelectOrGroupClauseSyntax)
            CheckMeaning(node);
        base.Visit(node);
        _depth--;
    }

    private bool IsNameOf(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } && _model.GetSymbolInfo(node).Symbol is null;

    /// <summary><c>var</c>: the value to the right says what it is, at the better place.</summary>
    private static bool IsInferred(SyntaxNode node) => node is IdentifierNameSyntax { IsVar: true, Parent: VariableDeclarationSyntax };

    private void CheckSyntax(SyntaxNode node)
    {
        var (name, hint) = node switch
        {
            AwaitExpressionSyntax => ("await", "a script runs on the engine's thread to its end"),
            LockStatementSyntax => ("lock", "a script runs on the engine's thread alone"),
            UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax => ("unsafe code", "it can corrupt the process"),
            DestructorDeclarationSyntax => ("a finalizer", "it runs at no fixed time"),
            MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.AsyncKeyword) => ("async", "a script runs on the engine's thread to its end"),
            AnonymousFunctionExpressionSyntax function when function.AsyncKeyword != default => ("async", "a script runs on the engine's thread to its end"),
            LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.AsyncKeyword) => ("async", "a script runs on the engine's thread to its end"),
            MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.ExternKeyword) => ("extern", "a script calls no native code"),
            MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.UnsafeKeyword) => ("unsafe code", "it can corrupt the process"),
            BaseFieldDeclarationSyntax field when IsSharedState(field) => ("a static variable", "it would be shared by all symbols and sessions; use a field of the section, const or static readonly"),
            PropertyDeclarationSyntax property when IsSharedState(property) => ("a static property that can be set", "it would be shared by all symbols and sessions"),
            _ => (null, ""),
        };
        if (name is not null)
            Refuse(node, name, hint);
    }

    private static bool IsSharedState(BaseFieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);

    private static bool IsSharedState(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && property.AccessorList?.Accessors.Any(a => a.Keyword.IsKind(SyntaxKind.SetKeyword) && a.Body is null && a.ExpressionBody is null) == true;

    private void CheckMeaning(SyntaxNode node)
    {
        var info = _model.GetSymbolInfo(node);
        CheckSymbol(node, info.Symbol ?? info.CandidateSymbols.FirstOrDefault());
        if (node is ForEachStatementSyntax loop)
            CheckSymbol(node, _model.GetForEachStatementInfo(loop).GetEnumeratorMethod);
        if (node is not ExpressionSyntax expression)
            return;
        var types = _model.GetTypeInfo(expression);
        CheckType(node, types.Type);
        CheckType(node, types.ConvertedType);
    }

    private void CheckSymbol(SyntaxNode node, ISymbol? symbol)
    {
        switch (symbol)
        {
            case IAliasSymbol alias:
                CheckSymbol(node, alias.Target);
                break;
            case ITypeSymbol type:
                CheckType(node, type);
                break;
            case IMethodSymbol { MethodKind: MethodKind.BuiltinOperator or MethodKind.AnonymousFunction or MethodKind.LocalFunction }:
                break;
            case IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol:
                var member = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
                if (CheckType(node, member.ContainingType) && IsOfNet(member) && !AllowedApi.AllowsMember(member.OriginalDefinition))
                    RefuseName(node, $"{member.ContainingType.ContainingNamespace.ToDisplayString()}.{member.ContainingType.Name}.{(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "ctor" : member.Name)}");
                break;
        }
    }

    /// <summary>Whether the type and everything it is made of may be used; tells when not.</summary>
    private bool CheckType(SyntaxNode node, ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return CheckType(node, array.ElementType);
            case IDynamicTypeSymbol:
                Refuse(node, "dynamic", "it is bound at run time");
                return false;
            case INamedTypeSymbol named:
                if (IsOfNet(named) && !AllowedApi.Allows(named.OriginalDefinition))
                {
                    RefuseName(node, $"{named.ContainingNamespace.ToDisplayString()}.{named.Name}");
                    return false;
                }

                return named.TypeArguments.All(argument => CheckType(node, argument));
            default:
                return true;
        }
    }

    private bool IsOfNet(ISymbol symbol) =>
        symbol.ContainingAssembly is { } assembly && !SymbolEqualityComparer.Default.Equals(assembly, _model.Compilation.Assembly) && assembly.Name != Sdk;

    private void RefuseName(SyntaxNode node, string name)
    {
        var shown = name.EndsWith(".ctor", StringComparison.Ordinal) ? $"new {name[..^".ctor".Length]}()" : name;
        Refuse(node, shown, AllowedApi.Hint(name));
    }

    private void Refuse(SyntaxNode node, string name, string hint)
    {
        var span = node.GetLocation().GetMappedLineSpan();
        var start = span.StartLinePosition;
        if (!_told.Add((start.Line, name)))
            return;
        _found.Add(new ScriptDiagnostic
        {
            File = span.Path,
            Line = start.Line + 1,
            Column = start.Character + 1,
            Id = ScriptDiagnostic.NotAllowed,
            IsError = true,
            Message = $"'{name}' is not available to scripts: {hint}.",
        });
    }
}
