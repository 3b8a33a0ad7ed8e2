using System.Globalization;
using PluginTrading.Storage.Tests.Sessions;

namespace PluginTrading.Storage.Tests;

/// <summary>What a <see cref="ChildProcess"/> does with the store that an environment variable names; not run otherwise.</summary>
public sealed class StoreChild
{
    public const string Variable = "PLUGINTRADING_TEST_CHILD_STORE";
    public const string Key = "child";

    private static string Location => Environment.GetEnvironmentVariable(Variable).ShouldNotBeNull();

    [Fact(Explicit = true)]
    public void Migrates() => SessionStore.Open(Location, TimeProvider.System).Dispose();

    /// <summary>Stores inputs one after another, a line in a file beside the store for each that is stored, until it is killed.</summary>
    [Fact(Explicit = true)]
    public void Writes_until_it_is_killed()
    {
        using var store = SessionStore.Open(Location, TimeProvider.System);
        var session = store.Find(Key) ?? store.Begin(SampleSession.New(Key));
        using var stored = new StreamWriter(Location + ".stored", append: true) { AutoFlush = true };
        for (var number = session.LastSequence + 1; ; number++)
        {
            store.Append(session.Id, [SampleSession.Input(number)]);
            stored.Write(number.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }
}
