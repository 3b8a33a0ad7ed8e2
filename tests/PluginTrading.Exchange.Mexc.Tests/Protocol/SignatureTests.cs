using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;

namespace PluginTrading.Exchange.Mexc.Tests.Protocol;

/// <summary>Vectors computed with openssl: key mx0testkey, secret testsecret, time 1700000000000.</summary>
public sealed class SignatureTests
{
    private static readonly ApiKeys Keys = new("mx0testkey", "testsecret");

    [Theory]
    [InlineData("", "714a5b3c4e04c2cb808c224fe8f77bbbec89c8014d52eee3d9b064004ca0e9f9")]
    [InlineData("page_num=1&page_size=20&symbol=BTC_USDT", "637fda6412263a9c9bde77885be3851375651d9ddc5a3828b8971851c0a156a0")]
    [InlineData("order_ids=1%2C2%2C3", "40c27ee8ec6c47d55fcb1ea966296171f6228323e9d1383a279fd3f491deb66e")]
    [InlineData("""{"symbol":"BTC_USDT","price":60000,"vol":5,"leverage":20,"side":1,"type":1,"openType":1,"externalOid":"abc-1"}""", "6a0dced913b03f350d36577ce406a95a0989536ab362ea8af01667165fc9e39b")]
    [InlineData("[739113577038255616]", "b56de34b78df91cb5d573717be85fc669a705e53586d3765251a74b1fc16b939")]
    [InlineData("{}", "027168f74d3edaa9faa4e9d8980118c77a7e07a5970b72055305d7aa4206f026")]
    public void Signature_is_the_hmac_of_key_time_and_parameters(string parameters, string expected) =>
        Keys.Sign("1700000000000", parameters).ShouldBe(expected);

    [Fact]
    public void Query_is_sorted_and_escaped_as_it_is_signed()
    {
        var request = RestRequest.Private("order/list/open_orders", ("symbol", "BTC_USDT"), ("page_size", 20), ("order_ids", "1,2 3"), ("absent", null), ("page_num", 1));

        request.Query.ShouldBe("order_ids=1%2C2%203&page_num=1&page_size=20&symbol=BTC_USDT");
        request.SignedParameters.ShouldBe(request.Query);
        RestRequest.Post("order/create", "{}", RateGroup.Create).SignedParameters.ShouldBe("{}");
    }

    [Fact]
    public void Account_id_is_16_digits_of_the_keys_hash_and_nothing_shows_the_key()
    {
        Keys.AccountId.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("mx0testkey"u8))[..16]);
        Keys.ToString().ShouldNotContain("mx0testkey");
        Keys.ToString().ShouldNotContain("testsecret");
        Keys.Redact("bad mx0testkey or testsecret").ShouldBe("bad (key) or (secret)");
    }
}
