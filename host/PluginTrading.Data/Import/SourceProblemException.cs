namespace PluginTrading.Data.Import;

/// <summary>A file cannot be read any further.</summary>
internal sealed class SourceProblemException(ImportProblem problem) : Exception(problem.ToString())
{
    public ImportProblem Problem { get; } = problem;
}
