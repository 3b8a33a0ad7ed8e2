using Microsoft.Extensions.Time.Testing;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Tests.Fakes;

namespace PluginTrading.Exchange.Mexc.Tests.Rest;

public sealed class RateBudgetTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RateBudget _budget;

    public RateBudgetTests() => _budget = new RateBudget(4, TimeSpan.FromSeconds(2), _time, reserved: 1);

    [Fact]
    public async Task Exits_go_before_entries_and_entries_before_reads_whoever_asked_first()
    {
        using var one = new RateBudget(1, TimeSpan.FromSeconds(1), _time);
        one.UseUp();
        var waiting = new List<(string Name, Task Turn)>();
        foreach (var (name, priority) in new[]
        {
            ("read", RequestPriority.Read), ("entry 1", RequestPriority.Entry), ("exit 1", RequestPriority.Exit), ("entry 2", RequestPriority.Entry), ("exit 2", RequestPriority.Exit),
        })
        {
            waiting.Add((name, one.EnterAsync(priority, null, FakeMexc.Stop).AsTask()));
        }

        var passed = new List<string>();
        while (waiting.Count > 0)
        {
            waiting.ShouldAllBe(w => !w.Turn.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(1));
            var turn = await Task.WhenAny(waiting.Select(w => w.Turn)).Soon();
            passed.Add(waiting.Single(w => w.Turn == turn).Name);
            waiting.RemoveAll(w => w.Turn == turn);
        }

        passed.ShouldBe(["exit 1", "exit 2", "entry 1", "entry 2", "read"]);
    }

    [Fact]
    public async Task Who_waits_when_it_is_disposed_of_waits_no_more()
    {
        var one = new RateBudget(1, TimeSpan.FromSeconds(1), _time);
        one.UseUp();
        var waiting = one.EnterAsync(RequestPriority.Exit, null, FakeMexc.Stop).AsTask();

        one.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(waiting.Soon());
    }

    [Fact]
    public async Task A_reserved_place_is_for_exits_alone()
    {
        for (var i = 0; i < 3; i++)
            await _budget.EnterAsync(RequestPriority.Entry, null, FakeMexc.Stop).Soon();
        var entry = _budget.EnterAsync(RequestPriority.Entry, null, FakeMexc.Stop).AsTask();

        (await _budget.EnterAsync(RequestPriority.Exit, null, FakeMexc.Stop).Soon()).ShouldBeTrue();
        entry.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await entry.Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task Never_more_than_the_limit_in_any_window()
    {
        var tasks = Enumerable.Range(0, 30).Select(_ => _budget.EnterAsync(RequestPriority.Exit, null, FakeMexc.Stop).AsTask()).ToList();
        for (var passed = 4; passed < tasks.Count; passed += 4)
        {
            // In the order of asking; more than these would be seen in a later round.
            await Task.WhenAll(tasks[..passed]).Soon();
            _time.Advance(TimeSpan.FromSeconds(1.9));
            tasks.Count(task => task.IsCompleted).ShouldBe(passed);
            _time.Advance(TimeSpan.FromSeconds(0.1));
        }

        await Task.WhenAll(tasks).Soon();
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
}
