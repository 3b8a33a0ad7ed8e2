using PluginTrading.Exchange.Mexc.Sandbox.Rest;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>The vectors of section 2.3 of the wire specification, computed with openssl.</summary>
public sealed class SignatureTests
{
    [Theory]
    [InlineData("", "714a5b3c4e04c2cb808c224fe8f77bbbec89c8014d52eee3d9b064004ca0e9f9")]
    [InlineData("page_num=1&page_size=20&symbol=BTC_USDT", "637fda6412263a9c9bde77885be3851375651d9ddc5a3828b8971851c0a156a0")]
    [InlineData("order_ids=1%2C2%2C3", "40c27ee8ec6c47d55fcb1ea966296171f6228323e9d1383a279fd3f491deb66e")]
    [InlineData("""{"symbol":"BTC_USDT","price":60000,"vol":5,"leverage":20,"side":1,"type":1,"openType":1,"externalOid":"abc-1"}""", "6a0dced913b03f350d36577ce406a95a0989536ab362ea8af01667165fc9e39b")]
    [InlineData("[739113577038255616]", "b56de34b78df91cb5d573717be85fc669a705e53586d3765251a74b1fc16b939")]
    [InlineData("{}", "027168f74d3edaa9faa4e9d8980118c77a7e07a5970b72055305d7aa4206f026")]
    public void Vector(string parameters, string expected) => Signature.Of("testsecret", "mx0testkey", "1700000000000", parameters).ShouldBe(expected);

    [Fact]
    public void Query_is_signed_sorted_and_percent_encoded() =>
        Signature.Canonical([new("symbol", "BTC_USDT"), new("order_ids", "1,2 3")]).ShouldBe("order_ids=1%2C2%203&symbol=BTC_USDT");

    [Theory]
    [InlineData(null, 10_000)]
    [InlineData("30", 30_000)]
    [InlineData("60", 60_000)]
    [InlineData("5000", 5000)]
    [InlineData("90000", 60_000)]
    [InlineData("x", 10_000)]
    public void Receive_window_is_seconds_up_to_60_and_milliseconds_above(string? header, long expected) => Signature.WindowMs(header).ShouldBe(expected);

    [Theory]
    [InlineData("symbol=BTC_USDT&page_num=1", 0)]
    [InlineData("page_num=1&symbol=BTC_USDT&until=5", 0)]
    public async Task Signature_of_the_query_as_sent_is_accepted(string query, int code)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.GetAsync("order/list/open_orders", query))["code"]!.GetValue<int>().ShouldBe(code);
    }

    [Theory]
    [InlineData("Signature", "00", 602)]
    [InlineData("ApiKey", "other", 402)]
    [InlineData("ApiKey", null, 401)]
    [InlineData("Request-Time", "1700000000000", 513)]
    [InlineData("Request-Time", "-9223372036854775808", 513)]
    public async Task Wrong_header_is_refused_with_its_code(string header, string? value, int code)
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.SendAsync(HttpMethod.Get, "account/assets", "", null, request =>
        {
            request.Headers.Remove(header);
            if (value is not null)
                request.Headers.TryAddWithoutValidation(header, value);
        });

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"\"code\":{code},");
    }
}
