using Npgsql;
using PluginTrading.Storage.Tests.Postgres;

namespace PluginTrading.Storage.Tests.Sessions;

/// <summary>A connection that breaks while a transaction is committed: the store cannot say whether it was.</summary>
public sealed class UnknownCommitTests : IDisposable
{
    private readonly TestPlace _place = new(Dialect.Postgres);
    private readonly CutConnection _between;
    private readonly SessionStore _store;

    public UnknownCommitTests()
    {
        var settings = new NpgsqlConnectionStringBuilder(_place.Location);
        _between = new CutConnection(settings.Port);
        settings.Port = _between.Port;
        _store = SessionStore.Open(settings.ConnectionString, TimeProvider.System);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Inputs_whose_commit_got_no_answer_are_in_the_store_once_when_they_are_stored_again(bool isCarriedOut)
    {
        var id = _store.Begin(SampleSession.New()).Id;
        StoredInput[] inputs = [SampleSession.Input(1), SampleSession.Input(2)];
        _between.CutsAfterCommit = isCarriedOut;

        Should.Throw<StoreException>(() => _store.Append(id, inputs)).Message.ShouldContain("the connection broke");
        _place.Number("SELECT count(*) FROM fills").ShouldBe(isCarriedOut ? 2 : 0);
        _store.Append(id, inputs);

        foreach (var (table, rows) in new[] { ("fills", 2), ("order_events", 4), ("wallet", 2), ("performance", 2) })
            _place.Number($"SELECT count(*) FROM {table}").ShouldBe(rows, table);
        _store.Find(id)!.LastSequence.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_writer_stores_them_again_by_itself(bool isCarriedOut)
    {
        var id = _store.Begin(SampleSession.New()).Id;
        await using var writer = new StoreWriter(_store, id, TimeProvider.System);
        _between.CutsAfterCommit = isCarriedOut;
        for (var number = 1; number <= 20; number++)
            writer.Take(SampleSession.Input(number));

        (await writer.FlushAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBeTrue();

        _between.CutsAfterCommit.ShouldBeNull("it was cut");
        _store.Fills(id).Select(fill => fill.Fill.FillId).ShouldBe(Enumerable.Range(1, 20).Select(number => $"f{number}"));
    }

    public void Dispose()
    {
        _store.Dispose();
        _between.Dispose();
        _place.Dispose();
    }
}
