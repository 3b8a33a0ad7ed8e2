namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Pairs of scripted faults in one run: a seeded choice, or all of them when <c>PLUGINTRADING_FAULT_PAIRS=all</c>.</summary>
public sealed class FaultPairsTests
{
    private const int Chosen = 30;

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
            var count = Environment.GetEnvironmentVariable("PLUGINTRADING_FAULT_PAIRS") == "all" ? all.Count : Chosen;
            var pairs = new TheoryData<string, Moment, string, Moment>();
            foreach (var (first, second) in Shuffled(all, random).Take(count))
                pairs.Add(first.Text, moments[random.Next(moments.Length)], second.Text, moments[random.Next(moments.Length)]);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task Under_two_faults_both_rounds_end_and_nothing_is_lost_doubled_or_sent_blindly(string first, Moment firstMoment, string second, Moment secondMoment) =>
        FaultedRun.RunAsync((firstMoment, Find(first)), (secondMoment, Find(second)));

    private static ScriptedFault Find(string text) => ScriptedFault.All.Single(f => f.Text == text);

    private static (ScriptedFault First, ScriptedFault Second)[] Shuffled(List<(ScriptedFault First, ScriptedFault Second)> all, Random random)
    {
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
