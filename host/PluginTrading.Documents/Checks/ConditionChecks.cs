using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>Finds conditions that, for themselves, can never or must always be true.</summary>
internal sealed class ConditionChecks(KnownValues values)
{
    /// <summary>Reports what is wrong with a condition, given the path at which it stands.</summary>
    public void Report(DiagnosticList diagnostics, Condition condition, string path)
    {
        if (SectionField.At(path) is not { } kind || Problem(condition, kind) is not { } problem)
            return;
        var place = $"{path}.{problem.Field}";
        var finding = new Finding(problem.Field == "value" ? ConditionWords.Of(condition) : condition.Indicator.Name);
        // A one-sided threshold out of reach is how a section is switched off; a range out of reach is a mistake.
        if (problem.Rule == DiagnosticRule.NeverTrue && condition.Operator == ConditionOperator.Between)
            diagnostics.Error(problem.Rule, place, problem.Message, finding);
        else
            diagnostics.Warning(problem.Rule, place, problem.Message, finding);
    }

    /// <summary>What is wrong with a condition in a section; <see langword="null"/> when it can be true and false, so that comparing it with others makes sense.</summary>
    public ConditionProblem? Problem(Condition condition, SectionKind kind)
    {
        var name = condition.Indicator.Name;
        if (KnownValues.NeverReadyIn(name, kind) is { } reason)
            return new(DiagnosticRule.NeverReady, "condition_type", $"'{name}' is never ready in {SectionField.Of(kind)}, because {reason}: this condition is never true");
        var range = values.Range(condition.Indicator);
        var wanted = ValueSet.Of(condition);
        var words = values.RangeWords(condition.Indicator);
        var crosses = condition.Operator is ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow;
        if (range.Intersect(wanted).IsEmpty || (crosses && range.IsInside(wanted)))
            return new(DiagnosticRule.NeverTrue, "value", $"'{name}' is {words}, so {ConditionWords.Of(condition)} is never true");
        if (!crosses && range.IsInside(wanted))
        {
            var detail = words.Length > 0 ? $"'{name}' is {words}, so {ConditionWords.Of(condition)}" : $"'{name}' {ConditionWords.Of(condition)}";
            return new(DiagnosticRule.AlwaysTrue, "value", $"{detail} is true whenever the value is ready");
        }

        return null;
    }
}

/// <summary>What is wrong with one condition.</summary>
/// <param name="Field">The field of the condition that it is about.</param>
internal sealed record ConditionProblem(DiagnosticRule Rule, string Field, string Message);
