namespace PluginTrading.Documents.Diagnostics;

/// <summary>A kind of finding. Its code never changes its meaning; a code that is no longer used is not given again.</summary>
/// <param name="Code">Stable code, <c>PT</c> and four digits.</param>
/// <param name="Name">Short name, for SARIF and searches.</param>
/// <param name="Description">One sentence: when it is reported.</param>
public sealed record DiagnosticRule(string Code, string Name, string Description)
{
    public static DiagnosticRule Unreadable { get; } = new("PT1001", "unreadable-file", "The file cannot be opened or read.");

    public static DiagnosticRule TooLarge { get; } = new("PT1002", "too-large", "The file is larger, deeper or has more values than a document may.");

    public static DiagnosticRule NotJson { get; } = new("PT1003", "not-json", "The text is not JSON; comments, trailing commas and NaN are not allowed.");

    public static DiagnosticRule NotUtf8 { get; } = new("PT1004", "not-utf8", "The bytes are not valid UTF-8.");

    public static DiagnosticRule RepeatedName { get; } = new("PT1005", "repeated-name", "A name occurs twice in one object.");

    public static DiagnosticRule NumberNotHeld { get; } = new("PT1006", "number-not-held", "A number is too large, or has more digits than are kept.");

    public static DiagnosticRule UnknownKind { get; } = new("PT1007", "unknown-kind", "The file is no strategy, session, instrument or plugin manifest.");

    public static DiagnosticRule UnknownField { get; } = new("PT1101", "unknown-field", "An object has a field that does not exist there.");

    public static DiagnosticRule MissingField { get; } = new("PT1102", "missing-field", "A required field or section is missing.");

    public static DiagnosticRule WrongType { get; } = new("PT1103", "wrong-type", "A value is of another type, such as a text where a number is expected.");

    public static DiagnosticRule UnknownWord { get; } = new("PT1104", "unknown-word", "A text is none of the words that are allowed there.");

    public static DiagnosticRule OutOfRange { get; } = new("PT1105", "out-of-range", "A number is too small or too large.");

    public static DiagnosticRule WrongForm { get; } = new("PT1106", "wrong-form", "A text does not have the form that is expected.");

    public static DiagnosticRule WrongCount { get; } = new("PT1107", "wrong-count", "A list has too few, too many or repeated items.");

    public static DiagnosticRule SchemaMismatch { get; } = new("PT1199", "schema-mismatch", "A value does not match the schema in another way.");

    public static DiagnosticRule UnknownConditionType { get; } = new("PT1201", "unknown-condition-type", "No loaded plugin provides an indicator of that name.");

    public static DiagnosticRule UnknownParameter { get; } = new("PT1202", "unknown-parameter", "The indicator, section or model has no parameter of that name.");

    public static DiagnosticRule ParametersDoNotFit { get; } = new("PT1203", "parameters-do-not-fit", "Parameters are each in range but do not fit together.");

    public static DiagnosticRule UnknownComponent { get; } = new("PT1204", "unknown-component", "No loaded plugin provides a section, strategy or slippage model of that name.");

    public static DiagnosticRule FileNotFound { get; } = new("PT1205", "file-not-found", "A file that the document names does not exist.");

    public static DiagnosticRule ScriptProblem { get; } = new("PT1206", "script-problem", "A script does not compile or does not hold what is expected of it.");

    public static DiagnosticRule StrategyInvalid { get; } = new("PT1207", "strategy-invalid", "A strategy that the session names has errors, which are reported for it.");

    public static DiagnosticRule WrongBounds { get; } = new("PT1301", "wrong-bounds", "Bounds are reversed, or given to an operator that takes one threshold, or the reverse.");

    public static DiagnosticRule NeverTrue { get; } = new("PT1302", "never-true", "A condition can never be true, given what values its indicator takes.");

    public static DiagnosticRule AlwaysTrue { get; } = new("PT1303", "always-true", "A condition is true whenever its value is ready.");

    public static DiagnosticRule NeverReady { get; } = new("PT1304", "never-ready", "A value of the position or signal is read where there is none.");

    public static DiagnosticRule Contradiction { get; } = new("PT1305", "contradiction", "Conditions that must hold together exclude each other.");

    public static DiagnosticRule CancelsAtOnce { get; } = new("PT1306", "cancels-at-once", "signal_cancellation is true whenever signal_detection is.");

    public static DiagnosticRule ClosesAtOnce { get; } = new("PT1307", "closes-at-once", "A closing section is true whenever entry_conditions is.");

    public static DiagnosticRule BothWithoutCode { get; } = new("PT1308", "both-without-code", "direction is BOTH, but signal_detection is made of conditions and cannot name a side.");

    public static DiagnosticRule SizesReversed { get; } = new("PT1309", "sizes-reversed", "min_position_size is above max_position_size.");

    public static DiagnosticRule CurveNotRising { get; } = new("PT1310", "curve-not-rising", "The x of a curve's points do not rise, or a y is not possible.");

    public static DiagnosticRule CooldownNotHere { get; } = new("PT1311", "cooldown-not-here", "cooldown_seconds is set on a section that has no cooldown.");

    public static DiagnosticRule NoEffect { get; } = new("PT1312", "no-effect", "A setting changes nothing, because of another setting or a missing one.");

    public static DiagnosticRule RepeatedCondition { get; } = new("PT1313", "repeated-condition", "The same condition stands twice in one group.");

    public static DiagnosticRule MarketDoesNotFit { get; } = new("PT1401", "market-does-not-fit", "market does not fit session_type: a backtest reads a data set, the others an exchange.");

    public static DiagnosticRule RepeatedStrategy { get; } = new("PT1402", "repeated-strategy", "Two strategies of a session have the same name.");

    public static DiagnosticRule NoTime { get; } = new("PT1403", "no-time", "A time is not ISO 8601 in UTC, or a period ends before it begins.");

    public static DiagnosticRule NeverEnters { get; } = new("PT1404", "never-enters", "The session's limits or direction refuse every entry of a strategy.");

    public static DiagnosticRule SymbolDoesNotFit { get; } = new("PT1501", "symbol-does-not-fit", "An instrument's symbol is not its base and quote joined by an underscore.");

    public static DiagnosticRule QuantitiesReversed { get; } = new("PT1502", "quantities-reversed", "An instrument's largest order is below its smallest.");

    /// <summary>All rules, by code.</summary>
    public static IReadOnlyList<DiagnosticRule> All { get; } =
    [
        Unreadable, TooLarge, NotJson, NotUtf8, RepeatedName, NumberNotHeld, UnknownKind,
        UnknownField, MissingField, WrongType, UnknownWord, OutOfRange, WrongForm, WrongCount, SchemaMismatch,
        UnknownConditionType, UnknownParameter, ParametersDoNotFit, UnknownComponent, FileNotFound, ScriptProblem, StrategyInvalid,
        WrongBounds, NeverTrue, AlwaysTrue, NeverReady, Contradiction, CancelsAtOnce, ClosesAtOnce, BothWithoutCode, SizesReversed, CurveNotRising,
        CooldownNotHere, NoEffect, RepeatedCondition,
        MarketDoesNotFit, RepeatedStrategy, NoTime, NeverEnters, SymbolDoesNotFit, QuantitiesReversed,
    ];
}
