using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>Turns what a run of a script gives into a section or a strategy.</summary>
internal static class ScriptOutcome
{
    private const string Expected = "expected is a StrategyDefinition, or a section: Section(setup => …) or an IStrategySection";

    /// <summary>Runs the script once to see what it holds.</summary>
    /// <param name="fault">Why the result is <see langword="null"/>.</param>
    /// <exception cref="Exception">Whatever the script throws.</exception>
    public static ScriptContent? Of(ScriptProgram program, string key, out string? fault)
    {
        var outcome = program.Run();
        if (outcome is StrategyDefinition)
        {
            fault = null;
            return new ScriptContent { Key = key, DefineStrategy = () => Independent(program) };
        }

        fault = SectionFault(outcome);
        return fault is null ? new ScriptContent { Key = key, CreateSection = () => Section(program.Run()) } : null;
    }

    private static string? SectionFault(object? outcome) => outcome switch
    {
        IStrategySection or Func<ISectionSetup, Func<SectionContext, SectionResult>> => null,
        CodeSection { CooldownSeconds: null, MinConfidence: 0 } => null,
        CodeSection => "The section has a cooldown or minimum confidence of its own; write those in the document that names the script.",
        SectionDefinition or ConditionGroup => "The script gives conditions; write those in the document itself, or a whole strategy here.",
        null => $"The script ends without a value; {Expected}.",
        _ => $"The script gives a {outcome.GetType().FullName}; {Expected}.",
    };

    private static IStrategySection Section(object? outcome) => outcome switch
    {
        IStrategySection section => section,
        Func<ISectionSetup, Func<SectionContext, SectionResult>> setUp => StrategyWords.Section(setUp),
        CodeSection code => code.Create(),
        _ => throw new InvalidOperationException($"Two runs of one script differ: {SectionFault(outcome)}"),
    };

    /// <summary>
    /// The strategy, with each section of code made by a run of its own: variables at the top of a script would otherwise be shared by all symbols.
    /// </summary>
    private static StrategyDefinition Independent(ScriptProgram program)
    {
        var definition = Strategy(program);
        return definition with
        {
            SignalDetection = Independent(program, definition.SignalDetection, d => d.SignalDetection)!,
            SignalCancellation = Independent(program, definition.SignalCancellation, d => d.SignalCancellation),
            EntryConditions = Independent(program, definition.EntryConditions, d => d.EntryConditions)!,
            CloseOrderDetection = Independent(program, definition.CloseOrderDetection, d => d.CloseOrderDetection)!,
            EmergencyExit = Independent(program, definition.EmergencyExit, d => d.EmergencyExit),
        };
    }

    private static SectionDefinition? Independent(ScriptProgram program, SectionDefinition? section, Func<StrategyDefinition, SectionDefinition?> pick) =>
        section is CodeSection code
            ? code with { Create = () => pick(Strategy(program)) is CodeSection again ? again.Create() : throw new InvalidOperationException("Two runs of one script differ: a section of code is gone.") }
            : section;

    private static StrategyDefinition Strategy(ScriptProgram program) =>
        program.Run() as StrategyDefinition ?? throw new InvalidOperationException("Two runs of one script differ: the second gave no strategy.");
}
