using Microsoft.Extensions.Time.Testing;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>Waits for other threads. The limit only keeps a broken test from hanging; no test depends on how long anything takes.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    /// <summary>Moves the clock on in steps until the task ends.</summary>
    public static async Task<T> WhileTimePasses<T>(this Task<T> task, FakeTimeProvider time, double stepSeconds = 0.05)
    {
        await ((Task)task).WhileTimePasses(time, stepSeconds);
        return await task;
    }

    /// <inheritdoc cref="WhileTimePasses{T}"/>
    public static async Task WhileTimePasses(this Task task, FakeTimeProvider time, double stepSeconds = 0.05)
    {
        for (var steps = 0; !task.IsCompleted; steps++)
        {
            steps.ShouldBeLessThan(100_000, "the task never ends");
            for (var turns = 0; turns < 20 && !task.IsCompleted; turns++)
                await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(stepSeconds));
        }

        await task;
    }
}
