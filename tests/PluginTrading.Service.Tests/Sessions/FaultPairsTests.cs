namespace PluginTrading.Service.Tests.Sessions;

/// <summary>
/// Pairs of scripted faults in one run: a seeded choice, all of them when <c>PLUGINTRADING_FAULT_PAIRS=all</c>, the second of four shares of them when it is
/// <c>2/4</c>.
/// </summary>
public sealed class FaultPairsTests
{
    private const int InCi = 24;

    public static TheoryData<string, Moment, string, Moment> Pairs
    {
        get
        {
            var random = new Random(20240101);
            var all = new List<(ScriptedFault First, ScriptedFault Second)>();
            for (var i = 0; i < ScriptedFault.All.Count; i++)
            {
                for (var j = i; j < ScriptedFault.All.Count; j++)
                    all.Add((ScriptedFault.All[i], ScriptedFault.All[j]));
            }

            var moments = Enum.GetValues<Moment>();
            var pairs = new TheoryData<string, Moment, string, Moment>();
            foreach (var (first, second, firstMoment, secondMoment) in Chosen(all.Count, [.. Shuffled(all, random).Select(p => (p.First, p.Second, Any(), Any()))]))
                pairs.Add(first.Text, firstMoment, second.Text, secondMoment);
            return pairs;

            Moment Any() => moments[random.Next(moments.Length)];
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task Under_two_faults_both_rounds_end_and_nothing_is_lost_doubled_or_sent_blindly(string first, Moment firstMoment, string second, Moment secondMoment) =>
        FaultedRun.RunAsync((firstMoment, Find(first)), (secondMoment, Find(second)));

    private static IEnumerable<T> Chosen<T>(int count, IEnumerable<T> all) => Environment.GetEnvironmentVariable("PLUGINTRADING_FAULT_PAIRS")?.Split('/') switch
    {
        ["all"] => all,
        [var share, var shares] when int.TryParse(share, out var i) && int.TryParse(shares, out var n) => all.Skip((i - 1) * count / n).Take((i * count / n) - ((i - 1) * count / n)),
        _ => all.Take(InCi),
    };

    private static ScriptedFault Find(string text) => ScriptedFault.All.Single(f => f.Text == text);

    private static (ScriptedFault First, ScriptedFault Second)[] Shuffled(List<(ScriptedFault First, ScriptedFault Second)> all, Random random)
    {
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
