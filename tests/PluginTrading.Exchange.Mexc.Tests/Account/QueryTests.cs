using System.Net;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests.Account;

public sealed class QueryTests
{
    [Fact]
    public async Task Order_is_found_by_our_id()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/external/BTC_USDT/abc-1", "order");

        var order = (await mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop)).ShouldNotBeNull();

        (order.Status, order.VenueOrderId, order.ClientOrderId).ShouldBe((OrderStatus.Filled, "739106551624717312", "abc-1"));
        (order.Quantity, order.FilledQuantity, order.LimitPrice).ShouldBe((0.0005m, 0.0005m, 60000m));
        (order.Side, order.PositionSide, order.ReduceOnly, order.IsLiquidation).ShouldBe((Side.Buy, PositionSide.Long, false, false));
        order.Time.ShouldBe(Timestamp.FromUnixMilliseconds(1_795_000_000_100));
        var sent = mexc.Http.Sent.ShouldHaveSingleItem();
        (sent.Method, sent.Path, sent.Query).ShouldBe(("GET", "/api/v1/private/order/external/BTC_USDT/abc-1", ""));
        sent.Headers["Signature"].ShouldBe(new Mexc.Settings.ApiKeys(FakeMexc.Key, FakeMexc.Secret).Sign(sent.Headers["Request-Time"], ""));
    }

    [Theory]
    [InlineData("order_not_found")]
    [InlineData("""{"success":true,"code":0}""")]
    [InlineData("""{"success":true,"code":0,"data":null}""")]
    [InlineData("""{"success":true,"code":0,"data":[]}""")]
    public async Task Order_that_the_venue_says_does_not_exist_is_null(string body)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("order/external", body[0] == '{' ? body : PayloadFile.Text(body));

        (await mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop)).ShouldBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"success":false,"code":510,"message":"too frequent"}""", true)]
    [InlineData(HttpStatusCode.OK, """{"success":false,"code":602,"message":"signature"}""", false)]
    [InlineData(HttpStatusCode.OK, """{"success":false,"code":1001,"message":"Contract does not exist"}""", false)]
    [InlineData(HttpStatusCode.OK, """{"success":true,"code":0,"data":{"orderId":"1"}}""", true)]
    [InlineData(HttpStatusCode.OK, """{"success":true,"code":0,"data":"x"}""", true)]
    [InlineData(HttpStatusCode.OK, "<html>", true)]
    [InlineData(HttpStatusCode.BadGateway, "", true)]
    [InlineData(HttpStatusCode.NotFound, "", true)]
    public async Task Anything_unclear_is_an_exception_and_never_null(HttpStatusCode status, string body, bool isTransient)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("order/external", body, status);

        var asked = mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop).WhileTimePasses(mexc.Time);

        (await Should.ThrowAsync<ExchangeException>(asked)).IsTransient.ShouldBe(isTransient);
    }

    [Fact]
    public async Task Answer_with_another_order_is_no_answer()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/external", "order");

        (await Should.ThrowAsync<ExchangeException>(mexc.Open().FindOrderAsync("BTC_USDT", "abc-9", FakeMexc.Stop))).Message.ShouldContain("answered with the order 'abc-1'");
    }

    [Theory]
    [InlineData(1, 0, OrderStatus.Open)]
    [InlineData(2, 0, OrderStatus.Open)]
    [InlineData(2, 2, OrderStatus.PartiallyFilled)]
    [InlineData(3, 5, OrderStatus.Filled)]
    [InlineData(4, 2, OrderStatus.Cancelled)]
    [InlineData(5, 0, OrderStatus.Rejected)]
    [InlineData(5, 1, OrderStatus.Cancelled)]
    public async Task State_and_filled_volume_give_the_status(int state, int filled, OrderStatus status)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("order/external", PayloadFile.Text("order").Replace("\"state\":3", $"\"state\":{state}", StringComparison.Ordinal)
            .Replace("\"dealVol\":5", $"\"dealVol\":{filled}", StringComparison.Ordinal).Replace("\"errorCode\":0", "\"errorCode\":21", StringComparison.Ordinal));

        var order = await mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop);

        order!.Status.ShouldBe(status);
        order.Reason.ShouldBe(status is OrderStatus.Cancelled or OrderStatus.Rejected ? "21: MARKET_CANCEL" : null);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task Category_says_what_the_venue_liquidated(int category, bool isLiquidation)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("order/external", PayloadFile.Text("order").Replace("\"category\":1", $"\"category\":{category}", StringComparison.Ordinal));

        (await mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop))!.IsLiquidation.ShouldBe(isLiquidation);
    }

    [Fact]
    public async Task Open_orders_of_any_symbol_come_in_base_units()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/list/open_orders", "open_orders").OnFile("detail?symbol=ETH_USDT", "detail_eth");

        var orders = await mexc.Open().GetOpenOrdersAsync(FakeMexc.Stop);

        (orders[0].Status, orders[0].FilledQuantity, orders[0].Quantity).ShouldBe((OrderStatus.PartiallyFilled, 0.0002m, 0.0005m));
        (orders[1].Symbol, orders[1].Quantity, orders[1].ClientOrderId, orders[1].VenueOrderId).ShouldBe(("ETH_USDT", 0.04m, null, "739106551624717313"));
        (orders[1].Side, orders[1].PositionSide, orders[1].ReduceOnly).ShouldBe((Side.Buy, PositionSide.Short, true));
        mexc.Http.Sent[0].Query.ShouldBe("page_num=1&page_size=100");
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_and_a_row_on_two_of_them_counts_once()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("open_orders?page_num=1", Page(0, 100)).On("open_orders?page_num=2", Page(99, 100)).On("open_orders?page_num=3", Page(199, 2));

        var orders = await mexc.Open().GetOpenOrdersAsync(FakeMexc.Stop);

        orders.Select(o => o.VenueOrderId).ShouldBe(Enumerable.Range(1000, 201).Select(i => $"{i}"));

        static string Page(int first, int count) => $$"""{"success":true,"code":0,"data":[{{string.Join(',', Enumerable.Range(first + 1000, count).Select(i =>
            $$"""{"orderId":"{{i}}","symbol":"BTC_USDT","price":1,"vol":5,"side":1,"orderType":1,"dealVol":0,"state":2,"externalOid":"c{{i}}","updateTime":1795000000100}"""))}}]}""";
    }

    [Fact]
    public async Task Fills_are_oldest_first_with_fee_and_liquidity()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/list/order_deals/v3", "order_deals");

        var fills = await mexc.Open().GetFillsAsync("BTC_USDT", Timestamp.FromUnixMilliseconds(1_795_000_000_150), FakeMexc.Stop);

        fills.Select(f => f.FillId).ShouldBe(["9466823344", "9466823345"]);
        (fills[0].Price, fills[0].Quantity, fills[0].Commission, fills[0].Liquidity).ShouldBe((60000m, 0.0005m, 0.024m, Liquidity.Taker));
        (fills[1].Commission, fills[1].Liquidity, fills[1].IsLiquidation, fills[1].Side, fills[1].PositionSide).ShouldBe((-0.018m, Liquidity.Maker, true, Side.Sell, PositionSide.Long));
        mexc.Http.Sent[0].Query.ShouldBe("end_time=1795000010000&page_num=1&page_size=100&start_time=1794999999150&symbol=BTC_USDT");
    }

    [Fact]
    public async Task Fills_and_funding_of_a_long_gap_come_from_every_page()
    {
        await using var mexc = new FakeMexc();
        for (var page = 1; page <= 3; page++)
        {
            // The newest first, 100 a page; one fill slips to the next page because a new one came in between.
            var (newest, count) = (1250 - ((page - 1) * 99), page == 3 ? 53 : 100);
            mexc.Http.On($"order_deals/v3?end_time=1795000010000&page_num={page}&", $$"""{"success":true,"code":0,"data":[{{string.Join(',', Enumerable.Range(0, count).Select(i =>
                $$"""{"id":"{{newest - i}}","symbol":"BTC_USDT","side":1,"vol":1,"price":60000,"fee":0.0048,"orderId":"7","timestamp":{{1_795_000_000_000 + newest - i}},"positionMode":1,"taker":true}"""))}}]}""");
            mexc.Http.On($"funding_records?end_time=1795000010000&page_num={page}&", $$$"""{"success":true,"code":0,"data":{"pageSize":100,"totalCount":3,"totalPage":3,"currentPage":{{{page}}},"resultList":[{"id":{{{9 - page}}},"symbol":"BTC_USDT","positionId":1,"positionType":2,"positionValue":30.0,"funding":0.003,"rate":0.0001,"settleTime":{{{1_795_000_000_900 - page}}}}]}}""");
        }

        var account = mexc.Open();
        var fills = await account.GetFillsAsync("BTC_USDT", Timestamp.FromUnixMilliseconds(1_795_000_000_000), FakeMexc.Stop);
        var funding = await account.GetFundingAsync("BTC_USDT", Timestamp.FromUnixMilliseconds(1_795_000_000_000), FakeMexc.Stop);

        fills.Select(f => f.FillId).ShouldBe(Enumerable.Range(1000, 251).Select(i => $"{i}"));
        funding.Select(f => f.FundingId).ShouldBe(["6", "7", "8"]);
        funding.ShouldAllBe(f => f.PositionSide == PositionSide.Short && f.Amount == 0.003m);
    }

    [Theory]
    [InlineData(1, true, Side.Buy, PositionSide.Short)]
    [InlineData(3, true, Side.Sell, PositionSide.Long)]
    [InlineData(2, true, Side.Buy, PositionSide.Short)]
    [InlineData(4, true, Side.Sell, PositionSide.Long)]
    [InlineData(1, false, Side.Buy, PositionSide.Long)]
    [InlineData(4, false, Side.Sell, PositionSide.Long)]
    public async Task Order_that_may_only_reduce_closes_the_other_side(int side, bool reduceOnly, Side expected, PositionSide position)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("order/external", PayloadFile.Text("order").Replace("\"side\":1", $"\"side\":{side}", StringComparison.Ordinal)
            .Replace("\"reduceOnly\":false", $"\"reduceOnly\":{(reduceOnly ? "true" : "false")}", StringComparison.Ordinal));

        var order = (await mexc.Open().FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop))!;

        (order.Side, order.PositionSide, order.ReduceOnly).ShouldBe((expected, position, side is 2 or 4 || reduceOnly));
    }

    [Fact]
    public async Task Fills_of_long_ago_are_asked_for_no_further_than_the_venue_allows()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/list/order_deals/v3", "no_rows");

        await mexc.Open().GetFillsAsync("BTC_USDT", new Timestamp(0), FakeMexc.Stop);

        mexc.Http.Sent[0].Query.ShouldContain($"start_time={1_795_000_010_000 - (89L * 86_400_000)}&");
    }

    [Fact]
    public async Task Fills_of_one_order_are_asked_for_by_the_venues_id()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("order/deal_details/739106551624717312", "order_deals").OnFile("order/external", "order");
        var account = mexc.Open();
        var order = await account.FindOrderAsync("BTC_USDT", "abc-1", FakeMexc.Stop);

        (await account.GetFillsOfAsync(order!, FakeMexc.Stop)).Count.ShouldBe(2);
        await Should.ThrowAsync<ExchangeException>(account.GetFillsOfAsync(order! with { VenueOrderId = null }, FakeMexc.Stop));
    }

    [Fact]
    public async Task Positions_come_with_margin_and_liquidation_price()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("position/open_positions", "open_positions");

        var position = (await mexc.Open().GetPositionsAsync(FakeMexc.Stop)).ShouldHaveSingleItem();

        (position.Symbol, position.Side, position.Quantity, position.EntryPrice).ShouldBe(("BTC_USDT", PositionSide.Long, 0.0005m, 60000m));
        (position.Leverage, position.Margin, position.LiquidationPrice, position.IsLiquidating).ShouldBe((2, 15.024m, 30204.1m, false));
    }

    [Fact]
    public async Task Position_taken_over_is_being_liquidated_and_no_positions_are_an_empty_list()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("position/open_positions", PayloadFile.Text("open_positions").Replace("\"state\":1", "\"state\":2", StringComparison.Ordinal)).OnFile("position/open_positions", "no_rows");
        var account = mexc.Open();

        (await account.GetPositionsAsync(FakeMexc.Stop)).Single().IsLiquidating.ShouldBeTrue();
        (await account.GetPositionsAsync(FakeMexc.Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_without_a_list_is_never_taken_for_no_positions()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("position/open_positions", "void");

        await Should.ThrowAsync<ExchangeException>(mexc.Open().GetPositionsAsync(FakeMexc.Stop));
    }

    [Fact]
    public async Task Funding_is_signed_as_received()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("position/funding_records", "funding_records");

        var funding = (await mexc.Open().GetFundingAsync("BTC_USDT", Timestamp.FromUnixMilliseconds(1_795_003_200_000), FakeMexc.Stop)).ShouldHaveSingleItem();

        (funding.FundingId, funding.Amount, funding.Rate, funding.PositionSide).ShouldBe(("328033", -0.003m, 0.0001m, PositionSide.Long));
        (await mexc.Open().GetFundingAsync("BTC_USDT", Timestamp.FromUnixMilliseconds(1_795_003_200_001), FakeMexc.Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Balance_is_equity_without_unrealized_gain()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("account/asset/USDT", "asset");

        var wallet = await mexc.Open().GetWalletAsync(FakeMexc.Stop);

        // In the documented sample equity 1000.1 − unrealized 0.126.
        wallet.Balance.ShouldBe(1000.1m - 0.126m);
        (wallet.Available, wallet.MarginUsed, wallet.Currency).ShouldBe((984.95m, 15.024m, "USDT"));
    }

    [Fact]
    public async Task Read_is_repeated_twice_and_then_is_an_exception()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("account/asset", "", HttpStatusCode.BadGateway).On("account/asset", "", HttpStatusCode.BadGateway).OnFile("account/asset", "asset");
        var account = mexc.Open();
        (await account.GetWalletAsync(FakeMexc.Stop).WhileTimePasses(mexc.Time)).Available.ShouldBe(984.95m);
        mexc.Http.Sent.Count.ShouldBe(3);

        mexc.Http.On("position/open_positions", "", HttpStatusCode.BadGateway);
        var error = await Should.ThrowAsync<ExchangeException>(account.GetPositionsAsync(FakeMexc.Stop).WhileTimePasses(mexc.Time));
        (error.Message, error.IsTransient).ShouldBe(("MEXC GET /api/v1/private/position/open_positions: HTTP 502", true));
        mexc.Http.To("open_positions").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Request_outside_the_time_window_sets_the_clock_and_is_sent_again()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("account/asset", """{"success":false,"code":513,"message":"invalid request"}""").OnFile("account/asset", "asset")
            .On("contract/ping", """{"success":true,"data":1795000060000}""");

        await mexc.Open().GetWalletAsync(FakeMexc.Stop);

        mexc.Http.To("asset/USDT").Select(s => s.Headers["Request-Time"]).ShouldBe(["1795000000000", "1795000060000"]);
    }

    [Fact]
    public async Task After_repeated_failures_reads_are_not_sent_for_a_while()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("account/asset", "", HttpStatusCode.BadGateway);
        var account = mexc.Open();
        for (var i = 0; i < 4; i++)
            await Should.ThrowAsync<ExchangeException>(account.GetWalletAsync(FakeMexc.Stop).WhileTimePasses(mexc.Time));
        var sent = mexc.Http.Sent.Count;
        sent.ShouldBeInRange(10, 12);

        var error = await Should.ThrowAsync<ExchangeException>(account.GetWalletAsync(FakeMexc.Stop).WhileTimePasses(mexc.Time));

        (error.Message.Contains("not sent", StringComparison.Ordinal), error.IsTransient).ShouldBe((true, true));
        mexc.Http.Sent.Count.ShouldBe(sent);
    }
}
