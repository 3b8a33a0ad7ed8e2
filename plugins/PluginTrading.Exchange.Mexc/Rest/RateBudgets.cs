namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>The budgets of one connection to MEXC, each slightly below MEXC's limit. Whether MEXC counts by address, key or account is not published.</summary>
internal sealed class RateBudgets(TimeProvider time) : IDisposable
{
    private readonly Dictionary<RateGroup, RateBudget> _budgets = new()
    {
        [RateGroup.Public] = new(18, TimeSpan.FromSeconds(2), time),
        [RateGroup.Detail] = new(9, TimeSpan.FromSeconds(2), time),
        [RateGroup.Private] = new(18, TimeSpan.FromSeconds(2), time),
        [RateGroup.Cancel] = new(18, TimeSpan.FromSeconds(2), time),
        [RateGroup.Leverage] = new(9, TimeSpan.FromSeconds(10), time),
        // A tenth longer than MEXC's window, since requests do not take equally long to arrive; one place is kept for exits.
        [RateGroup.Create] = new(4, TimeSpan.FromSeconds(2.2), time, reserved: 1),
    };

    public RateBudget this[RateGroup group] => _budgets[group];

    public void Dispose()
    {
        foreach (var budget in _budgets.Values)
            budget.Dispose();
    }
}
