namespace PluginTrading.Data.Import;

/// <summary>Collects problems: the first in full, the rest by number.</summary>
internal sealed class ProblemList
{
    private readonly List<ImportProblem> _first = [];

    public IReadOnlyList<ImportProblem> First => _first;

    public long Count { get; private set; }

    /// <summary>Whether one was more than a bad row.</summary>
    public bool HasFatal { get; private set; }

    public void Add(ImportProblem problem)
    {
        Count++;
        HasFatal |= problem.IsFatal;
        if (_first.Count < ImportReport.MostProblems)
            _first.Add(problem);
    }
}
