using System.Data.Common;
using Microsoft.Data.Sqlite;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Storage.Tests.Sessions;
using PluginTrading.Tests;
using SQLitePCL;

namespace PluginTrading.Storage.Tests.Databases;

/// <summary>Whether what is asked often is answered from an index: no query goes through a whole table, and none sorts more than it shows.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TestPlace _place = new(Dialect.Sqlite);
    private readonly SessionStore _store;
    private readonly List<string> _statements = [];
    private readonly strdelegate_trace _trace;

    public QueryPlanTests()
    {
        _trace = (_, statement) => _statements.Add(statement);
        _store = SessionStore.Open(_place.Location, new FixedTime());
        var id = _store.Begin(SampleSession.New()).Id;
        _store.Append(id, [SampleSession.Input(1), SampleSession.Input(2)]);
        _store.Connections.Read(Listen);
    }

    public static TheoryData<string> Questions => [.. Asked.Keys];

    private static Dictionary<string, Action<SessionStore>> Asked { get; } = new()
    {
        ["open positions of a session"] = store => store.OpenPositions(1),
        ["open positions"] = store => store.OpenPositions(),
        ["positions of a session"] = store => store.Positions(1),
        ["last orders"] = store => store.Orders(new OrderFilter()),
        ["last orders of a session"] = store => store.Orders(new OrderFilter { SessionId = 1 }),
        ["last orders of a symbol"] = store => store.Orders(new OrderFilter { Symbol = "BTC_USDT" }),
        ["last orders in a status"] = store => store.Orders(new OrderFilter { Status = OrderStatus.Open }),
        ["last orders of a session in a status"] = store => store.Orders(new OrderFilter { SessionId = 1, Status = OrderStatus.Open }),
        ["last orders of a session and symbol"] = store => store.Orders(new OrderFilter { SessionId = 1, Symbol = "BTC_USDT" }),
        ["last signals"] = store => store.Signals(),
        ["last signals of a session"] = store => store.Signals(1),
        ["last transitions of a machine"] = store => store.LastTransitions(1, "breakout", "BTC_USDT"),
        ["equity over a period"] = store => store.Equity(1, new Timestamp(5), new Timestamp(9)),
        ["fills of a session"] = store => store.Fills(1),
        ["wallet"] = store => store.LatestWallet(1),
        ["standing alerts"] = store => store.Alerts(onlyStanding: true),
        ["alerts of a session"] = store => store.Alerts(1),
        ["indicators of a session"] = store => store.Indicators(1),
        ["data sets of a session"] = store => store.DataSets(1),
        ["sessions that run"] = store => store.InStatus(SessionStatus.Running),
        ["newest sessions"] = store => store.List(10),
        ["a session by its key"] = store => store.Find("live-1"),
        ["audit log"] = store => store.AuditLog(),
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Session_store_answers_from_an_index(string question)
    {
        Asked[question](_store);

        AreQuick();
    }

    [Fact]
    public void Result_store_answers_from_an_index()
    {
        using var results = ResultStore.Open(_place.Location, new FixedTime());
        ResultStoreTests.Store(results, new SampleRun(minutes: 30));
        Listen(results.Connection);

        results.Newest(10);
        results.OfStrategy("breakout", 10);
        results.OfData("sha256:00", 10);
        results.Find(1);
        results.Trades(1);
        results.Equity(1);

        _statements.Count.ShouldBe(6);
        AreQuick();
    }

    public void Dispose()
    {
        _store.Dispose();
        _place.Dispose();
    }

    private int Listen(DbConnection connection)
    {
        raw.sqlite3_trace(((SqliteConnection)connection).Handle, _trace, null);
        return 0;
    }

    private void AreQuick()
    {
        _statements.ShouldNotBeEmpty();
        using var connection = _place.Database.Open();
        foreach (var statement in _statements)
        {
            var plan = _place.Database.Rows(connection, $"EXPLAIN QUERY PLAN {statement}", reader => reader.GetString(3));
            foreach (var step in plan)
            {
                // Going along an index in the order that is asked for ends at the limit.
                (step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !IsByKey(step)).ShouldBeFalse($"{statement}\n{string.Join('\n', plan)}");
                step.ShouldNotContain("TEMP B-TREE FOR ORDER BY", Case.Sensitive, $"{statement}\n{string.Join('\n', plan)}");
            }
        }

        // A table whose number is its key is in that order by itself.
        static bool IsByKey(string step) => step is "SCAN sessions" or "SCAN alerts" or "SCAN audit_log" or "SCAN s" or "SCAN backtest_results";
    }
}
