using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Storage.Tests.Sessions;

public sealed class SqliteAlertTests() : AlertTests(Dialect.Sqlite);

public sealed class PostgresAlertTests() : AlertTests(Dialect.Postgres);

/// <summary>How long alerts of a session stand, whatever database they are in.</summary>
public abstract class AlertTests(Dialect dialect) : StoreOfSessions(dialect)
{
    [Fact]
    public void An_alert_stands_until_it_is_acknowledged()
    {
        var id = Begin();
        var alert = Alert("foreign_order");
        Store.Append(id, 1, [alert, alert with { Symbol = null }]);
        var first = Store.Alerts(id)[^1].AlertId;

        Store.AcknowledgeAlert(first, "ann", new Timestamp(11)).ShouldBe(AlertAcknowledgement.Done);
        Store.AcknowledgeAlert(first, "bob", new Timestamp(12)).ShouldBe(AlertAcknowledgement.WasDone);
        Store.AcknowledgeAlert(first + 99, "bob", new Timestamp(12)).ShouldBe(AlertAcknowledgement.NoSuchAlert);

        Store.Alerts(onlyStanding: true).Single().Alert.ShouldBe(alert with { Symbol = null });
        Store.Alerts(id)[^1].ShouldSatisfyAllConditions(
            row => row.Alert.ShouldBe(alert), row => row.AcknowledgedBy.ShouldBe("ann"), row => row.AcknowledgedAt.ShouldBe(new Timestamp(11)), row => row.ClearedAt.ShouldBeNull());
    }

    [Theory]
    [InlineData("market_data")]
    [InlineData("symbol_frozen")]
    [InlineData("margin_ratio")]
    public void An_alert_of_a_state_is_cleared_by_the_next_of_its_symbol(string rule)
    {
        var id = Begin();
        Store.Append(id, 1, [Alert(rule), Alert(rule) with { Symbol = "ETH_USDT" }]);

        Store.Append(id, 2, [Alert(rule) with { Severity = AlertSeverity.Warning, RaisedAt = new Timestamp(8) }]);
        Standing(id).ShouldBe([(8, "BTC_USDT"), (3, "ETH_USDT")]);
        Store.Append(id, 3, [Alert(rule) with { Severity = AlertSeverity.Info, RaisedAt = new Timestamp(9) }]);

        Standing(id).ShouldBe([(3, "ETH_USDT")]);
        Store.Alerts(id).Select(row => row.ClearedAt?.Nanoseconds).ShouldBe([9, 9, null, 8]);
    }

    [Fact]
    public void An_account_that_agrees_again_clears_what_was_told_of_it()
    {
        var id = Begin();
        Store.Append(id, 1, [Alert("account") with { Symbol = null }, Alert("account_not_compared") with { Symbol = null }, Alert("foreign_order")]);

        Store.Append(id, 2, [Alert("account") with { Symbol = null, Severity = AlertSeverity.Info }]);

        Store.Alerts(id, onlyStanding: true).Single().Alert.Rule.ShouldBe("foreign_order");
    }

    [Fact]
    public void A_closed_position_clears_its_margin_and_its_close()
    {
        var id = Begin();
        var position = SampleSession.Position(1, new Timestamp(4));
        Store.Append(id, 1, [position, Alert("margin_ratio"), Alert("emergency_close_rejected"), Alert("emergency_close_rejected") with { Symbol = "ETH_USDT" }]);

        Store.Append(id, 2, [position with { Time = new Timestamp(5) }]);
        Store.Alerts(id, onlyStanding: true).Count.ShouldBe(3);
        Store.Append(id, 3, [position with { Quantity = 0m, CloseTime = new Timestamp(6), CloseReason = "stop", Time = new Timestamp(6) }]);

        Standing(id).ShouldBe([(3, "ETH_USDT")]);
        Store.Alerts(id)[^1].ClearedAt.ShouldBe(new Timestamp(6));
    }

    [Fact]
    public void An_unknown_order_is_told_until_none_is_unknown()
    {
        var id = Begin();
        var (one, two) = (SampleSession.Order(1, OrderStatus.Unknown, new Timestamp(3)), SampleSession.Order(2, OrderStatus.Unknown, new Timestamp(3)));
        Store.Append(id, 1, [one, Alert("order_unknown") with { StrategyName = "breakout" }, two, Alert("order_unknown") with { StrategyName = "breakout" }]);

        Store.Append(id, 2, [one with { Status = OrderStatus.Filled }]);
        Store.Alerts(id, onlyStanding: true).Count.ShouldBe(2);
        Store.Append(id, 3, [two with { Status = OrderStatus.Rejected, UpdatedAt = new Timestamp(7) }]);

        Store.Alerts(id, onlyStanding: true).ShouldBeEmpty();
        Store.Alerts(id)[0].ClearedAt.ShouldBe(new Timestamp(7));
    }

    [Fact]
    public void A_days_loss_is_over_with_the_day()
    {
        var id = Begin();
        Store.Append(id, 1, [Point(5), Alert("max_daily_loss") with { Symbol = null, RaisedAt = new Timestamp(5) }]);

        Store.Append(id, 2, [Point(Timestamp.PerDay - 1)]);
        Store.Alerts(id, onlyStanding: true).Count.ShouldBe(1);
        Store.Append(id, 3, [Point(Timestamp.PerDay + 7)]);

        Store.Alerts(id).Single().ClearedAt.ShouldBe(new Timestamp(Timestamp.PerDay));

        static EquityPoint Point(long time) => new() { Time = new Timestamp(time), Balance = 1m, Equity = time, DrawdownPct = 0m, StrategyEquity = [] };
    }

    private static Alert Alert(string rule) => new()
    {
        Severity = AlertSeverity.Critical,
        Rule = rule,
        Symbol = "BTC_USDT",
        Value = 49.5m,
        Limit = 50m,
        Text = "look at it",
        RaisedAt = new Timestamp(3),
    };

    private IEnumerable<(long Time, string? Symbol)> Standing(long id) => Store.Alerts(id, onlyStanding: true).Select(row => (row.Alert.RaisedAt.Nanoseconds, row.Alert.Symbol));
}
