using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Tests.Account;

public sealed class PrepareTests
{
    [Fact]
    public async Task Clock_keys_position_mode_and_leverage_of_both_sides_are_set()
    {
        await using var mexc = new FakeMexc();
        Ready(mexc).On("contract/ping", """{"success":true,"data":1795000002000}""");
        await using var account = mexc.Open();

        await account.PrepareAsync([20], FakeMexc.Stop);

        mexc.Http.Sent.Select(s => $"{s.Method} {s.Path[8..]} {s.Body}".Trim()).ShouldBe(
        [
            "GET contract/ping",
            "GET private/account/asset/USDT",
            "GET private/position/position_mode",
            "GET private/position/open_positions",
            """POST private/position/change_leverage {"openType":1,"leverage":20,"symbol":"BTC_USDT","positionType":1}""",
            """POST private/position/change_leverage {"openType":1,"leverage":20,"symbol":"BTC_USDT","positionType":2}""",
        ]);
        mexc.Http.Sent[1].Headers["Request-Time"].ShouldBe("1795000002000");
        mexc.Lines.ShouldContain(l => l.Contains("MEXC is 2000 ms ahead", StringComparison.Ordinal));
        account.AccountId.Length.ShouldBe(16);
    }

    [Theory]
    [InlineData("hedge", "position_mode_one_way", """{"positionMode":1}""", 1)]
    [InlineData("one_way", "position_mode_hedge", """{"positionMode":2}""", 2)]
    [InlineData("hedge", "position_mode_hedge", null, 1)]
    [InlineData("account", "position_mode_one_way", null, 2)]
    [InlineData("account", "position_mode_hedge", null, 1)]
    public async Task Position_mode_is_what_the_settings_want(string wanted, string found, string? change, int sent)
    {
        await using var mexc = new FakeMexc($$"""{"exchange":"mexc","position_mode":"{{wanted}}"}""");
        Ready(mexc, found).OnFile("change_position_mode", "void").OnFile("order/create", "order_create");
        await using var account = mexc.Open();

        await account.PrepareAsync([20], FakeMexc.Stop);
        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);
        await mexc.AccountSink.NextAsync<OrderReport>();

        mexc.Http.To("change_position_mode").Select(s => s.Body).ShouldBe(change is null ? [] : [change]);
        mexc.Http.To("order/create").Single().Body.ShouldContain($"\"positionMode\":{sent}");
    }

    [Fact]
    public async Task Position_mode_that_cannot_be_changed_is_an_error_with_advice()
    {
        await using var mexc = new FakeMexc();
        Ready(mexc, "position_mode_one_way").OnFile("change_position_mode", "position_mode_locked");

        var error = await Should.ThrowAsync<ExchangeException>(mexc.Open().PrepareAsync([20], FakeMexc.Stop));

        error.Message.ShouldContain("is OneWay and was not changed to Hedge: 7001: ");
        error.Message.ShouldContain("close its positions and orders first");
    }

    [Fact]
    public async Task Leverage_of_an_open_position_is_changed_through_it_or_left()
    {
        await using var mexc = new FakeMexc();
        Ready(mexc, positions: "open_positions");

        await mexc.Open().PrepareAsync([20], FakeMexc.Stop);
        mexc.Http.To("change_leverage")[0].Body.ShouldBe("""{"positionId":1109973831,"leverage":20}""");
        await mexc.Open().PrepareAsync([2], FakeMexc.Stop);

        mexc.Http.To("change_leverage").Count.ShouldBe(3);
        mexc.Http.To("change_leverage")[2].Body.ShouldEndWith("\"positionType\":2}");
    }

    [Fact]
    public async Task Position_with_cross_margin_is_warned_of()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("account/asset/USDT", "asset").OnFile("position/position_mode", "position_mode_hedge").OnFile("position/change_leverage", "void")
            .On("position/open_positions", PayloadFile.Text("open_positions").Replace("\"openType\":1", "\"openType\":2", StringComparison.Ordinal));

        await mexc.Open().PrepareAsync([2], FakeMexc.Stop);

        mexc.Lines.ShouldContain("Warning: MEXC BTC_USDT: the open position has cross margin; orders here have isolated margin and MEXC refuses to mix them");
    }

    [Fact]
    public async Task Leverage_that_open_orders_forbid_is_a_warning_and_one_out_of_range_an_error()
    {
        await using var mexc = new FakeMexc();
        Ready(mexc, leverage: """{"success":false,"code":2019,"message":"open orders"}""");
        await mexc.Open().PrepareAsync([20], FakeMexc.Stop);
        mexc.Lines.ShouldContain("Warning: MEXC BTC_USDT Long: leverage 20 was not set: 2019: open orders");

        foreach (var code in (int[])[2006, 8931])
        {
            await using var other = new FakeMexc();
            Ready(other, leverage: $$"""{"success":false,"code":{{code}},"message":"out of range"}""");
            (await Should.ThrowAsync<ExchangeException>(other.Open().PrepareAsync([500], FakeMexc.Stop))).Message.ShouldContain($"leverage 500 was not set: {code}: out of range");
        }
    }

    [Fact]
    public async Task Keys_that_are_refused_are_an_error_with_the_venues_words()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("account/asset", """{"success":false,"code":406,"message":"IP not whitelisted"}""");

        var error = await Should.ThrowAsync<ExchangeException>(mexc.Open().PrepareAsync([20], FakeMexc.Stop));

        (error.Message, error.IsTransient).ShouldBe(("MEXC GET /api/v1/private/account/asset/USDT: 406: IP not whitelisted", false));
    }

    [Fact]
    public async Task Account_without_keys_is_a_settings_error_that_names_the_variable()
    {
        await using var mexc = new FakeMexc("""{"exchange":"mexc","key_env":"OTHER_KEY"}""");

        Should.Throw<ExchangeSettingsException>(() => mexc.Open()).Message.ShouldContain("market.key_env: the environment variable OTHER_KEY is not set");
    }

    private static FakeHandler Ready(FakeMexc mexc, string mode = "position_mode_hedge", string positions = "no_rows", string? leverage = null) => mexc.Http
        .OnFile("account/asset/USDT", "asset").OnFile("position/position_mode", mode).OnFile("position/open_positions", positions)
        .On("position/change_leverage", leverage ?? PayloadFile.Text("void"));
}
