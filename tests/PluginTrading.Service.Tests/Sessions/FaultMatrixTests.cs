namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Each scripted fault of the sandbox alone, before the entry, before an ordinary close, and before an emergency close.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<Moment, string> Cases
    {
        get
        {
            var cases = new TheoryData<Moment, string>();
            foreach (var moment in Enum.GetValues<Moment>())
            {
                foreach (var fault in ScriptedFault.All)
                    cases.Add(moment, fault.Text);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Under_a_fault_both_rounds_end_and_nothing_is_lost_doubled_or_sent_blindly(Moment moment, string fault) =>
        FaultedRun.RunAsync((moment, ScriptedFault.All.Single(f => f.Text == fault)));
}
