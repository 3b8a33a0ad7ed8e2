using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Exchange.Mexc.Tests.Settings;

public sealed class MexcSettingsTests
{
    [Fact]
    public void Defaults_are_the_live_exchange_with_the_fees_of_the_api()
    {
        var settings = MexcSettings.Read("""{"exchange":"mexc","dataset":"folder"}""");

        settings.RestUrl.ShouldBe(new Uri("https://api.mexc.com"));
        settings.WebSocketUrl.ShouldBe(new Uri("wss://contract.mexc.com/edge"));
        (settings.TakerFeePct, settings.MakerFeePct, settings.PositionMode).ShouldBe((0.08m, 0.06m, PositionMode.Hedge));
        (settings.SilentAfter.TotalSeconds, settings.PingEvery.TotalSeconds, settings.RecvWindowSeconds).ShouldBe((15, 10, 10));
        (settings.Key.Variable, settings.Secret.Variable).ShouldBe(("MEXC_API_KEY", "MEXC_API_SECRET"));
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = MexcSettings.Read(
            """
            {"exchange":"mexc","rest_url":"http://127.0.0.1:8123","websocket_url":"ws://127.0.0.1:8123/edge","key_env":"K","secret_file":"/run/s","margin_mode":"isolated",
             "position_mode":"one_way","taker_fee_pct":0.05,"maker_fee_pct":-0.01,"silent_after_seconds":2.5,"ping_seconds":1,"recv_window_seconds":30}
            """);

        (settings.RestUrl.Port, settings.WebSocketUrl.AbsolutePath).ShouldBe((8123, "/edge"));
        (settings.Key, settings.Secret).ShouldBe((new SecretPlace("key", "K", null), new SecretPlace("secret", "MEXC_API_SECRET", "/run/s")));
        (settings.TakerFeePct, settings.MakerFeePct, settings.PositionMode).ShouldBe((0.05m, -0.01m, PositionMode.OneWay));
        (settings.SilentAfter.TotalSeconds, settings.PingEvery.TotalSeconds, settings.RecvWindowSeconds).ShouldBe((2.5, 1, 30));
    }

    [Theory]
    [InlineData("""{"rest_ulr":"x"}""", "market.rest_ulr is not a setting of mexc; did you mean 'rest_url'?")]
    [InlineData("""{"colour":"x"}""", "market.colour is not a setting of mexc; its settings are exchange, dataset, rest_url")]
    [InlineData("""{"position_mode":"heged"}""", "market.position_mode: expected hedge or one_way or account, found 'heged'; did you mean 'hedge'?")]
    [InlineData("""{"margin_mode":"cross"}""", "market.margin_mode: expected isolated, found 'cross'")]
    [InlineData("""{"position_mode":1}""", "market.position_mode: expected one of hedge, one_way, account, found 1")]
    [InlineData("""{"rest_url":"api.mexc.com"}""", "market.rest_url: expected a URL that begins with https:// or http://, as in https://api.mexc.com/, found \"api.mexc.com\"")]
    [InlineData("""{"rest_url":"https://api.mexc.com/?a=b"}""", "market.rest_url: expected a URL that begins with https:// or http://, as in https://api.mexc.com/, found ")]
    [InlineData("""{"websocket_url":"https://contract.mexc.com/edge"}""", "market.websocket_url: expected a URL that begins with wss:// or ws://")]
    [InlineData("""{"taker_fee_pct":"0.08"}""", "market.taker_fee_pct: expected a number from -1 to 5, found \"0.08\"")]
    [InlineData("""{"taker_fee_pct":8}""", "market.taker_fee_pct: expected a number from -1 to 5, found 8")]
    [InlineData("""{"recv_window_seconds":5000}""", "market.recv_window_seconds: expected a whole number from 1 to 60, found 5000")]
    [InlineData("""{"ping_seconds":20}""", "market.silent_after_seconds: expected more than ping_seconds (20), found 15")]
    [InlineData("""{"key_env":"K","key_file":"f"}""", "market.key_env and market.key_file are both given; give one")]
    [InlineData("[]", "market: expected an object, found Array")]
    [InlineData("{", "market: not JSON at line 1")]
    public void Wrong_setting_is_named_with_what_was_found_and_expected(string json, string message) =>
        Should.Throw<ExchangeSettingsException>(() => MexcSettings.Read(json)).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("""{"key_env":"mx0-Very-Secret"}""")]
    [InlineData("""{"key_env":"mx0Very_Secret"}""")]
    [InlineData("""{"secret_env":["mx0-Very-Secret"]}""")]
    [InlineData("""{"rest_url":"https://me:mx0-Very-Secret@api.mexc.com"}""")]
    public void Secret_in_the_wrong_place_is_not_repeated(string json) =>
        Should.Throw<ExchangeSettingsException>(() => MexcSettings.Read(json)).Message.Replace('_', '-').ShouldNotContain("Very-Secret");

    [Fact]
    public void Secret_comes_from_a_file_without_its_line_break()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "secret-of-a-test");
        File.WriteAllText(path, "abc\n");

        new SecretPlace("key", "X", path).Read(_ => null).ShouldBe("abc");
        Should.Throw<ExchangeSettingsException>(() => new SecretPlace("key", "X", path + "-missing").Read(_ => null)).Message.ShouldStartWith("market.key_file: ");
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void Secret_that_no_header_may_hold_is_an_error_that_does_not_repeat_it(string secret)
    {
        var message = Should.Throw<ExchangeSettingsException>(() => new SecretPlace("secret", "X", null).Read(_ => secret)).Message;

        message.ShouldStartWith("market.secret_env: the API secret holds a character");
        message.ShouldNotContain(secret);
    }

    [Fact]
    public void Plugin_registers_the_exchange_with_its_notice()
    {
        var registry = new Registry();
        new MexcPlugin().Register(registry);

        var factory = registry.Exchange.ShouldNotBeNull();
        factory.Name.ShouldBe("mexc");
        foreach (var word in new[] { "Oct 2026", "KYC", "regions", "apiAllowed", "0.06 %", "0.08 %" })
            factory.Notice.ShouldContain(word);
    }

    private sealed class Registry : IPluginRegistry
    {
        public IExchangeFactory? Exchange { get; private set; }

        public void AddExchange(IExchangeFactory factory) => Exchange = factory;

        public void AddIndicator(Sdk.Indicators.IIndicatorFactory factory) => throw new NotSupportedException();

        public void AddSection(Sdk.Strategies.ISectionFactory factory) => throw new NotSupportedException();

        public void AddStrategy(Sdk.Strategies.StrategyDefinition strategy) => throw new NotSupportedException();

        public void AddSlippageModel(Sdk.Orders.ISlippageModelFactory factory) => throw new NotSupportedException();

        public void AddSandbox(IExchangeSandboxFactory factory) => throw new NotSupportedException();
    }
}
