using System.Globalization;

namespace PluginTrading.Storage.Tests.Sessions;

/// <summary>What is in a file whose writer was killed.</summary>
public sealed class StoreCrashTests : IDisposable
{
    private readonly TestPlace _place = new(Dialect.Sqlite);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task All_that_a_killed_writer_stored_is_there_and_no_part_of_more()
    {
        var kills = Environment.GetEnvironmentVariable("PLUGINTRADING_LONG_TESTS") is { Length: > 0 } ? 40 : 4;
        var last = 0L;
        for (var kill = 1; kill <= kills; kill++)
        {
            using var child = ChildProcess.Start(nameof(StoreChild.Writes_until_it_is_killed), _place.Location);
            while (Stored() < last + 20 && !child.HasExited)
                await Task.Delay(5 + (kill * 13 % 17), TestContext.Current.CancellationToken);
            child.HasExited.ShouldBeFalse();
            child.Kill();

            var acknowledged = Stored();
            using var store = SessionStore.Open(_place.Location, TimeProvider.System);
            var session = store.Find(StoreChild.Key)!;
            session.LastSequence.ShouldBeInRange(acknowledged, acknowledged + 1);
            store.Fills(session.Id).Select(fill => fill.Fill.FillId).ShouldBe(Enumerable.Range(1, (int)session.LastSequence).Select(number => $"f{number}"));
            _place.Number("SELECT count(*) FROM wallet").ShouldBe(session.LastSequence);
            _place.Number("SELECT count(*) FROM order_events").ShouldBe(2 * session.LastSequence);
            _place.Number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'").ShouldBe(1);
            last = session.LastSequence;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {last} inputs stored, none lost");
    }

    /// <summary>The last number that the child had an answer for; a torn line, of a number that was being written, does not count.</summary>
    private long Stored()
    {
        var file = _place.Location + ".stored";
        if (!File.Exists(file))
            return 0;
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n');
        return end < 0 ? 0 : long.Parse(text[..end].Split('\n')[^1], CultureInfo.InvariantCulture);
    }
}
