using System.Net;
using PluginTrading.Exchange.Mexc.Tests.Fakes;

namespace PluginTrading.Exchange.Mexc.Tests.Account;

public sealed class CancelTests
{
    private const string Cancel = "order/cancel_with_external";

    [Fact]
    public async Task Cancel_is_sent_by_our_id()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Cancel, "cancel");
        await using var account = mexc.Open();

        await account.CancelAsync("BTC_USDT", "abc-1", FakeMexc.Stop);
        await account.DisposeAsync();

        var sent = mexc.Http.Sent.ShouldHaveSingleItem();
        (sent.Method, sent.Path, sent.Body).ShouldBe(("POST", "/api/v1/private/order/cancel_with_external", """[{"symbol":"BTC_USDT","externalOid":"abc-1"}]"""));
        mexc.Lines.ShouldHaveSingleItem().ShouldBe("Debug: MEXC cancel of abc-1: taken");
    }

    [Theory]
    [InlineData("cancel_closed", "Debug: MEXC cancel of abc-1: 2041: order state cannot be cancelled")]
    [InlineData("""{"success":true,"code":0,"data":[{"orderId":1,"errorCode":2040,"errorMsg":"order not exist"}]}""", "Debug: MEXC cancel of abc-1: 2040: order not exist")]
    [InlineData("""{"success":false,"code":2040,"message":"Order does not exist"}""", "Debug: MEXC cancel of abc-1: 2040: Order does not exist")]
    [InlineData("""{"success":false,"code":602,"message":"signature"}""", "Warning: MEXC cancel of abc-1: 602: signature")]
    public async Task Order_that_is_closed_or_not_there_is_left_alone(string body, string line)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Cancel, body[0] == '{' ? body : PayloadFile.Text(body));
        await using var account = mexc.Open();

        await account.CancelAsync("BTC_USDT", "abc-1", FakeMexc.Stop);
        await account.DisposeAsync();

        mexc.Lines.ShouldHaveSingleItem().ShouldBe(line);
        mexc.Http.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_without_a_clear_answer_is_sent_up_to_three_times()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Cancel, "", HttpStatusCode.BadGateway).OnFile(Cancel, "too_frequent").OnFile(Cancel, "cancel");
        await using var account = mexc.Open();
        await account.CancelAsync("BTC_USDT", "abc-1", FakeMexc.Stop);
        await account.DisposeAsync().AsTask().WhileTimePasses(mexc.Time);
        mexc.Http.Sent.Count.ShouldBe(3);
        mexc.Lines.ShouldHaveSingleItem().ShouldBe("Debug: MEXC cancel of abc-1: taken");
    }

    [Fact]
    public async Task Cancel_that_gets_no_answer_three_times_is_logged_and_left_to_the_host()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Cancel, "", HttpStatusCode.BadGateway);
        await using var account = mexc.Open();

        await account.CancelAsync("BTC_USDT", "abc-1", FakeMexc.Stop);
        await account.DisposeAsync().AsTask().WhileTimePasses(mexc.Time);

        mexc.Http.Sent.Count.ShouldBe(3);
        mexc.Lines.ShouldHaveSingleItem().ShouldBe("Warning: MEXC cancel of abc-1: HTTP 502");
    }

    [Fact]
    public async Task Cancelled_before_it_is_sent_throws_and_nothing_is_sent()
    {
        await using var mexc = new FakeMexc();
        await using var account = mexc.Open();

        await Should.ThrowAsync<OperationCanceledException>(account.CancelAsync("BTC_USDT", "abc-1", new CancellationToken(canceled: true)).AsTask());
        mexc.Http.Sent.ShouldBeEmpty();
    }
}
