using Microsoft.Extensions.Time.Testing;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Tests.Fakes;

namespace PluginTrading.Exchange.Mexc.Tests.Rest;

public sealed class RateBudgetTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RateBudget _budget;
    private readonly List<string> _passed = [];

    public RateBudgetTests() => _budget = new RateBudget(4, TimeSpan.FromSeconds(2), _time, reserved: 1);

    [Fact]
    public async Task Exits_go_before_entries_and_entries_before_reads_whoever_asked_first()
    {
        var full = Enumerable.Range(0, 4).Select(_ => Ask("full", RequestPriority.Exit)).ToList();
        await Task.WhenAll(full).Soon();
        _passed.Clear();
        var tasks = new List<Task> { Ask("read", RequestPriority.Read), Ask("entry 1", RequestPriority.Entry), Ask("exit", RequestPriority.Exit), Ask("entry 2", RequestPriority.Entry) };
        _passed.ShouldBeEmpty();

        await Task.WhenAll(tasks).WhileTimePasses(_time);

        _passed.Count.ShouldBe(4);
        // The first three pass at the same moment; the read waits for a window, since one place is kept.
        _passed[3].ShouldBe("read");
    }

    [Fact]
    public async Task Never_more_than_the_limit_in_any_window()
    {
        var times = new List<long>();
        var tasks = Enumerable.Range(0, 30).Select(async _ =>
        {
            await _budget.EnterAsync(RequestPriority.Exit, null, FakeMexc.Stop);
            lock (times)
                times.Add(_time.GetTimestamp());
        }).ToList();
        await Task.WhenAll(tasks).WhileTimePasses(_time, 0.01);

        times.Sort();
        for (var i = 4; i < times.Count; i++)
            _time.GetElapsedTime(times[i - 4], times[i]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.9));
        _time.GetElapsedTime(times[0], times[^1]).ShouldBeLessThan(TimeSpan.FromSeconds(16));
    }

    [Fact]
    public async Task Longest_wait_ends_with_a_no_and_uses_nothing()
    {
        _budget.UseUp();
        var entry = _budget.EnterAsync(RequestPriority.Entry, TimeSpan.FromSeconds(1), FakeMexc.Stop).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await entry.Soon()).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 4; i++)
            (await _budget.EnterAsync(RequestPriority.Exit, null, FakeMexc.Stop).Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelled_wait_ends_and_uses_nothing()
    {
        _budget.UseUp();
        using var cancel = new CancellationTokenSource();
        var entry = _budget.EnterAsync(RequestPriority.Exit, null, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(entry.Soon());
    }

    public void Dispose() => _budget.Dispose();

    private async Task Ask(string name, RequestPriority priority)
    {
        await _budget.EnterAsync(priority, null, FakeMexc.Stop);
        lock (_passed)
            _passed.Add(name);
    }
}
