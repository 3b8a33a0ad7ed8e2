using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests.Sessions;

public sealed class SqliteSessionStoreTests() : SessionStoreTests(Dialect.Sqlite);

public sealed class PostgresSessionStoreTests() : SessionStoreTests(Dialect.Postgres);

/// <summary>What a store of sessions keeps and says, whatever database it is in.</summary>
public abstract class SessionStoreTests(Dialect dialect) : StoreOfSessions(dialect)
{
    [Fact]
    public void A_session_begins_running_and_is_found_by_key_and_by_id()
    {
        var session = Store.Begin(SampleSession.New());

        session.Status.ShouldBe(SessionStatus.Running);
        session.ShouldSatisfyAllConditions(
            s => s.SessionKey.ShouldBe("live-1"), s => s.SessionType.ShouldBe("live"), s => s.Exchange.ShouldBe("mexc"), s => s.Account.ShouldBe("main"),
            s => s.JournalPath.ShouldBe("/journals/live-1.journal"), s => s.CreatedBy.ShouldBe("ann"), s => s.LastSequence.ShouldBe(0),
            s => s.StrategyNames.ShouldBe(SampleSession.Description.StrategyNames), s => s.Totals.CurrentBalance.ShouldBe(1000m), s => s.EndTime.ShouldBeNull(),
            s => s.Document.ShouldBe(SampleSession.Description.Document), s => s.StartTime.ShouldBe(new Timestamp(1_000)));
        Store.Find("live-1")!.Id.ShouldBe(session.Id);
        Store.Find(session.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))!.SessionKey.ShouldBe("live-1");
        Store.Find("live-2").ShouldBeNull();
        Store.List().Select(s => s.Id).ShouldBe([session.Id]);
    }

    [Fact]
    public void A_key_is_taken_once()
    {
        Store.Begin(SampleSession.New());

        Should.Throw<StoreException>(() => Store.Begin(SampleSession.New())).Message.ShouldContain("it has a session 'live-1' already");
        Store.List().Count.ShouldBe(1);
    }

    [Fact]
    public void Effects_are_read_back_as_they_wereStored()
    {
        var id = Begin();
        var input = SampleSession.Input(1);

        Store.Append(id, [input]);

        Store.Find(id)!.LastSequence.ShouldBe(1);
        Store.LastTransitions(id, "breakout", "BTC_USDT").Single().Transition.ShouldBe(input.Effects.OfType<Transition>().Single());
        Store.Signals(id).Single().Signal.ShouldBe(input.Effects.OfType<Signal>().Single());
        var order = Store.Orders(new OrderFilter { SessionId = id }).Single();
        order.Order.ShouldBe(input.Effects.OfType<Order>().Last());
        var fill = Store.Fills(id).Single();
        fill.Fill.ShouldBe(input.Effects.OfType<Fill>().Single());
        (fill.Exchange, fill.Account).ShouldBe(("mexc", "main"));
        Store.OpenPositions(id).Single().Position.ShouldBe(input.Effects.OfType<PositionSnapshot>().Single());
        Store.LatestWallet(id).ShouldBe(input.Effects.OfType<WalletPoint>().Single());
        var point = Store.Equity(id).Single();
        (point.Equity, point.UnrealizedPnl, point.Commission, point.TotalTrades).ShouldBe((999.25m, 0.25m, 0.03m, 0));
        Place.Number("SELECT count(*) FROM order_events WHERE order_id = 'o1'").ShouldBe(2);
        Place.Number("SELECT count(*) FROM position_events").ShouldBe(1);
    }

    [Fact]
    public void Feeding_the_same_again_changes_nothing()
    {
        var id = Begin();
        var inputs = SampleSession.OfRun();
        foreach (var batch in inputs.Take(inputs.Count / 2).Chunk(7))
            Store.Append(id, batch);
        var half = Store.Find(id)!;
        half.LastSequence.ShouldBe(inputs.Count / 2);

        // Again from the beginning, as after a crash, and twice.
        foreach (var batch in inputs.Chunk(11))
            Store.Append(id, batch);
        var whole = Store.Find(id)!;
        var rows = Counts();
        foreach (var batch in inputs.Chunk(5))
            Store.Append(id, batch);

        whole.LastSequence.ShouldBe(inputs.Count);
        var again = Store.Find(id)!;
        (again.LastSequence, again.Totals).ShouldBe((whole.LastSequence, whole.Totals));
        Counts().ShouldBe(rows);
        var effects = inputs.SelectMany(input => input.Effects).ToList();
        Store.Fills(id).Select(fill => fill.Fill).ShouldBe(effects.OfType<Fill>());
        Place.Number("SELECT count(*) FROM trades").ShouldBe(effects.OfType<Trade>().Count());
        Place.Number("SELECT count(*) FROM transitions").ShouldBe(effects.OfType<Transition>().Count());
        Place.Number("SELECT count(*) FROM order_events").ShouldBe(effects.OfType<Order>().Count());
        Store.Signals(id, 10_000).Count.ShouldBe(effects.OfType<Signal>().DistinctBy(signal => signal.SignalId).Count());
    }

    [Fact]
    public void Totals_follow_the_effects()
    {
        var id = Begin();
        var run = new SampleRun();
        var tracker = new PerformanceTracker(SampleSession.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);

        foreach (var batch in SampleSession.OfRun().Chunk(7))
            Store.Append(id, batch);

        var expected = tracker.Result(run.End).Session;
        var totals = Store.Find(id)!.Totals;
        totals.SharpeRatio.ShouldNotBeNull();
        totals.SharpeRatio.ShouldBe(expected.SharpeRatio);
        Store.Equity(id)[^1].SortinoRatio.ShouldBe(expected.SortinoRatio);
        totals.TotalTrades.ShouldBe(expected.TotalTrades);
        totals.WinningTrades.ShouldBe(expected.WinningTrades);
        totals.LosingTrades.ShouldBe(expected.LosingTrades);
        totals.WinRate.ShouldBe(expected.WinRate);
        totals.ProfitFactor.ShouldBe(expected.ProfitFactor);
        totals.Commission.ShouldBe(run.Effects.OfType<Fill>().Sum(fill => fill.Commission));
        totals.TotalPnl.ShouldBe(run.Effects.OfType<Trade>().Sum(trade => trade.Pnl));
        totals.CurrentBalance.ShouldBe(run.Effects.OfType<EquityPoint>().Last().Balance);
        totals.CurrentEquity.ShouldBe(run.Effects.OfType<EquityPoint>().Last().Equity);
    }

    [Fact]
    public void A_completed_session_stands_among_the_results()
    {
        var id = Begin();
        var run = new SampleRun();
        var tracker = new PerformanceTracker(SampleSession.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);
        var result = tracker.Result(run.End);
        Store.Append(id, SampleSession.OfRun());

        Store.Complete(id, result);
        Store.Complete(id, result);

        using var results = ResultStore.Open(Place.Location, new FixedTime());
        results.Newest(1).Single().Result.Session.ShouldBe(result.Session);
        results.Trades(id).ShouldBe(run.Effects.OfType<Trade>());
        Store.Find(id)!.Totals.SharpeRatio.ShouldBe(result.Session.SharpeRatio);
    }

    [Fact]
    public void A_fill_of_the_same_exchange_and_account_is_kept_once()
    {
        var id = Begin();
        var fill = SampleSession.Input(1).Effects.OfType<Fill>().Single();

        Store.Append(id, 1, [fill]);
        Store.Append(id, 2, [fill]);
        var other = Begin("live-2");
        Store.Append(other, 1, [fill]);
        Store.Append(Begin("paper-1", exchange: ""), 1, [fill]);

        Place.Number("SELECT count(*) FROM fills WHERE exchange = 'mexc'").ShouldBe(1);
        Place.Number("SELECT count(*) FROM fills WHERE exchange = ''").ShouldBe(1);
        Store.Alerts().Single().ShouldSatisfyAllConditions(row => row.SessionId.ShouldBe(other), row => row.Alert.Rule.ShouldBe("fill_not_kept"), row => row.Alert.Text.ShouldContain("f1 of order o1"));
    }

    [Fact]
    public void An_input_isStored_whole_or_not_at_all()
    {
        var id = Begin();
        Store.Append(id, [SampleSession.Input(1)]);
        Place.Execute("DROP TABLE wallet");

        Should.Throw<StoreException>(() => Store.Append(id, [SampleSession.Input(2), SampleSession.Input(3)]));

        Store.Find(id)!.LastSequence.ShouldBe(1);
        Store.Orders(new OrderFilter()).Count.ShouldBe(1);
        Place.Number("SELECT count(*) FROM order_events").ShouldBe(2);
    }

    [Fact]
    public void Inputs_out_of_order_are_refused()
    {
        var id = Begin();

        Should.Throw<ArgumentException>(() => Store.Append(id, [SampleSession.Input(2), SampleSession.Input(1)])).Message.ShouldContain("Input 1 follows 2");
        Should.Throw<StoreException>(() => Store.Append(id + 1, [SampleSession.Input(1)])).Message.ShouldContain($"it has no session {id + 1}");
    }

    [Fact]
    public void Status_says_where_a_session_is()
    {
        var id = Begin();

        Store.SetStatus(id, SessionStatus.Paused, new Timestamp(5));
        Store.Find(id)!.ShouldSatisfyAllConditions(s => s.Status.ShouldBe(SessionStatus.Paused), s => s.EndTime.ShouldBeNull());
        Store.SetStatus(id, SessionStatus.Error, new Timestamp(6), "the venue is gone");
        Store.Find(id)!.ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(SessionStatus.Error), s => s.EndTime.ShouldBe(new Timestamp(6)), s => s.StatusReason.ShouldBe("the venue is gone"));
        Store.SetStatus(id, SessionStatus.Running, new Timestamp(7));
        Store.Find(id)!.ShouldSatisfyAllConditions(s => s.EndTime.ShouldBeNull(), s => s.StatusReason.ShouldBeNull());
        Store.InStatus(SessionStatus.Running).Select(s => s.Id).ShouldBe([id]);
        Store.InStatus(SessionStatus.Paused).ShouldBeEmpty();
        Should.Throw<StoreException>(() => Store.SetStatus(99, SessionStatus.Stopped, new Timestamp(8))).Message.ShouldContain("it has no session 99");
    }

    [Fact]
    public void The_fall_of_the_kill_switch_is_kept()
    {
        var id = Begin();
        var halted = new TradingHalted(new Timestamp(7), "max_drawdown_pct", 10m, 10.5m);

        Store.Append(id, 1, [halted]);
        Store.Append(id, [SampleSession.Input(2)]);

        Store.Find(id)!.Halted.ShouldBe(halted);
    }

    [Fact]
    public void Orders_are_filtered_and_the_last_come_first()
    {
        var (one, other) = (Begin("a"), Begin("b"));
        for (var number = 1; number <= 60; number++)
        {
            var order = SampleSession.Order(number, number % 2 == 0 ? OrderStatus.Open : OrderStatus.Unknown, new Timestamp(number));
            Store.Append(number % 3 == 0 ? other : one, number, [order with { Symbol = number % 5 == 0 ? "ETH_USDT" : "BTC_USDT" }]);
        }

        Ids(new OrderFilter()).ShouldBe(Enumerable.Range(11, 50).Reverse());
        Ids(new OrderFilter { SessionId = other, Limit = 3 }).ShouldBe([60, 57, 54]);
        Ids(new OrderFilter { Status = OrderStatus.Unknown, Limit = 3 }).ShouldBe([59, 57, 55]);
        Ids(new OrderFilter { SessionId = one, Symbol = "ETH_USDT", Status = OrderStatus.Open }).ShouldBe([50, 40, 20, 10]);

        IEnumerable<int> Ids(OrderFilter filter) => Store.Orders(filter).Select(order => int.Parse(order.Order.OrderId.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_position_is_open_until_it_is_closed()
    {
        var id = Begin();
        var position = SampleSession.Position(1, new Timestamp(10));
        Store.Append(id, 1, [position, SampleSession.Position(2, new Timestamp(10))]);

        var closed = position with { Quantity = 0m, LiquidationPrice = null, MarginRatio = null, CloseTime = new Timestamp(20), CloseReason = "take_profit", Time = new Timestamp(20) };
        Store.Append(id, 2, [closed]);

        Store.OpenPositions(id).Select(open => open.Position.PositionId).ShouldBe([2]);
        Store.OpenPositions().Count.ShouldBe(1);
        Store.Positions(id)[^1].Position.ShouldBe(closed);
        Place.Number("SELECT count(*) FROM position_events").ShouldBe(3);
    }

    [Fact]
    public void Equity_is_read_over_a_period_and_points_that_say_nothing_new_are_left_out()
    {
        var id = Begin();
        foreach (var (time, equity) in new[] { (1, 10m), (2, 10.0m), (3, 10m), (4, 12m), (5, 11m), (6, 11m) })
            Store.Append(id, time, [new EquityPoint { Time = new Timestamp(time), Balance = equity, Equity = equity, DrawdownPct = 0m, StrategyEquity = [] }]);

        Store.Equity(id).Select(point => (point.Time.Nanoseconds, point.Equity)).ShouldBe([(1, 10m), (4, 12m), (5, 11m)]);
        Store.Equity(id, new Timestamp(4), new Timestamp(5)).Select(point => point.Equity).ShouldBe([12m]);
    }

    [Fact]
    public void Last_transitions_are_those_of_one_machine()
    {
        var id = Begin();
        for (var number = 1; number <= 8; number++)
        {
            var transition = SampleSession.Input(number).Effects.OfType<Transition>().Single();
            Store.Append(id, number, [transition, transition with { Symbol = "ETH_USDT" }]);
        }

        Store.LastTransitions(id, "breakout", "BTC_USDT").Select(row => row.Transition.Time.Nanoseconds / 1_000_000_000).ShouldBe([8, 7, 6, 5, 4]);
        Store.LastTransitions(id, "other", "BTC_USDT").ShouldBeEmpty();
    }

    [Fact]
    public void The_audit_log_shows_what_was_done_to_it()
    {
        for (var number = 1; number <= 4; number++)
            Store.Audit("ann", "session.pause", $$"""{"session":{{number}}}""", "done", new Timestamp(number)).Sequence.ShouldBe(number);

        Store.FirstBrokenAuditRow().ShouldBeNull();
        Store.AuditLog(2).Select(entry => entry.Arguments).ShouldBe(["""{"session":4}""", """{"session":3}"""]);
        Should.Throw<Exception>(() => Place.Execute("UPDATE audit_log SET who = 'bob' WHERE sequence = 2")).Message.ShouldContain("append-only");
        Should.Throw<Exception>(() => Place.Execute("DELETE FROM audit_log")).Message.ShouldContain("append-only");
        Forge("UPDATE audit_log SET who = 'bob' WHERE sequence = 3");
        Store.FirstBrokenAuditRow().ShouldBe(3);
        Forge("DELETE FROM audit_log WHERE sequence >= 3");
        Store.FirstBrokenAuditRow().ShouldBe(3);
        Forge("UPDATE audit_log SET previous_hash = hash WHERE sequence = 2");
        Store.FirstBrokenAuditRow().ShouldBe(2);
    }

    [Fact]
    public void What_a_section_decided_by_is_kept_for_the_chart()
    {
        var id = Begin();
        var transition = SampleSession.Input(1).Effects.OfType<Transition>().Single();

        Store.Append(id, 1, [transition with { IndicatorValues = """{"rsi(14)":55.5,"sma(3)":null}""" }, transition with { Section = null, Time = new Timestamp(2) }]);
        Store.Append(id, 2, [transition with { StrategyName = "other", IndicatorValues = """{"rsi(14)":55.5}""" }]);

        Store.Indicators(id).ShouldBe([new("BTC_USDT", "rsi(14)", transition.Time, 55.5), new("BTC_USDT", "sma(3)", transition.Time, null)]);
    }

    [Fact]
    public void Data_sets_are_kept()
    {
        var id = Begin();
        var file = new DataSetFile
        {
            DataCollectionSessionId = id,
            Symbol = "BTC_USDT",
            Kind = "trades",
            Day = "2026-01-31",
            Path = "btc/trades/2026-01-31.arrow",
            Rows = 3,
            FirstTime = new Timestamp(1),
            LastTime = new Timestamp(9),
            Digest = "sha256:00",
            Gaps = """[{"from":3,"to":5}]""",
        };
        Store.PutDataSet([file with { Rows = 1 }, file with { Day = "2026-02-01" }]);
        Store.PutDataSet([file]);

        Store.DataSets(id).ShouldBe([file, file with { Day = "2026-02-01" }]);
    }

    [Fact]
    public void Amounts_and_texts_keep_every_digit_and_character()
    {
        var id = Begin();
        const decimal amount = 1234567.1234567890123456789m;
        const string text = "ünïcode '; DROP TABLE orders; -- \t\n\\ \U0001F680";
        var position = SampleSession.Position(1, new Timestamp(long.MaxValue)) with { EntryPrice = amount, UnrealizedPnl = -0.0000000000000000000000000001m, StrategyName = text };

        Store.Append(id, 1, [position]);

        Store.OpenPositions(id).Single().Position.ShouldBe(position);
    }

    [Fact]
    public async Task Several_threads_andStores_write_and_read_at_once()
    {
        using var other = SessionStore.Open(Place.Location, new FixedTime());
        var sessions = Enumerable.Range(0, 4).Select(number => Begin($"s{number}")).ToList();

        await Task.WhenAll(sessions.Select((id, index) => Task.Run(() =>
        {
            var store = index % 2 == 0 ? Store : other;
            for (var number = 1; number <= 25; number++)
            {
                store.Append(id, [SampleSession.Input(number + (index * 1000))]);
                store.Orders(new OrderFilter { SessionId = id }).Count.ShouldBe(number);
            }
        }, TestContext.Current.CancellationToken)));

        Place.Number("SELECT count(*) FROM fills").ShouldBe(100);
        foreach (var (id, index) in sessions.Select((id, index) => (id, index)))
            Store.Find(id)!.LastSequence.ShouldBe(25 + (index * 1000));
    }

    private List<long> Counts() => [.. new[] { "trades", "orders", "order_events", "fills", "transitions", "signal_history", "performance", "positions", "wallet" }
        .Select(table => Place.Number($"SELECT count(*) FROM {table}"))];

    private void Forge(string sql) => Place.Execute(Place.Database is Storage.Sqlite.SqliteFile
        ? $"DROP TRIGGER IF EXISTS audit_log_is_not_changed; DROP TRIGGER IF EXISTS audit_log_is_not_shortened; {sql}"
        : $"ALTER TABLE audit_log DISABLE TRIGGER USER; {sql}");
}
