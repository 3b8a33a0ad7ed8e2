using System.Text.Json;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>The session's <c>market</c> object, checked. Holds no secret, only where the secrets are.</summary>
internal sealed record MexcSettings
{
    private static readonly string[] Known =
    [
        "exchange", "dataset", "rest_url", "websocket_url", "key_env", "secret_env", "key_file", "secret_file", "margin_mode", "position_mode",
        "taker_fee_pct", "maker_fee_pct", "silent_after_seconds", "ping_seconds", "recv_window_seconds",
    ];

    /// <summary>Base of REST requests.</summary>
    public Uri RestUrl { get; init; } = new("https://api.mexc.com");

    /// <summary>The one WebSocket address, public and private.</summary>
    public Uri WebSocketUrl { get; init; } = new("wss://contract.mexc.com/edge");

    /// <summary>Where the API key is.</summary>
    public SecretPlace Key { get; init; } = new("key", "MEXC_API_KEY", null);

    /// <summary>Where the API secret is.</summary>
    public SecretPlace Secret { get; init; } = new("secret", "MEXC_API_SECRET", null);

    /// <summary>Position mode that <c>PrepareAsync</c> makes sure of.</summary>
    public PositionMode PositionMode { get; init; } = PositionMode.Hedge;

    /// <summary>Percent of notional.</summary>
    public decimal TakerFeePct { get; init; } = 0.08m;

    /// <summary>Percent of notional.</summary>
    public decimal MakerFeePct { get; init; } = 0.06m;

    /// <summary>A stream without any frame for this long is broken.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time between pings; MEXC closes after a minute without.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a signed request may be when it arrives, 1 to 60 s.</summary>
    public int RecvWindowSeconds { get; init; } = 10;

    /// <exception cref="ExchangeSettingsException">A setting is unknown or wrong.</exception>
    public static MexcSettings Read(string json)
    {
        using var document = Parse(json);
        var found = document.RootElement;
        if (found.ValueKind != JsonValueKind.Object)
            throw new ExchangeSettingsException($"market: expected an object, found {found.ValueKind}");
        foreach (var name in found.EnumerateObject().Select(p => p.Name).Where(n => !Known.Contains(n, StringComparer.Ordinal)))
        {
            throw new ExchangeSettingsException(NearestWord.Of(name, Known) is { } near
                ? $"market.{name} is not a setting of mexc; did you mean '{near}'?"
                : $"market.{name} is not a setting of mexc; its settings are {string.Join(", ", Known)}");
        }

        var read = new SettingsReader(found);
        read.Word("margin_mode", "isolated", ["isolated"]);
        var settings = new MexcSettings();
        var silent = read.Number("silent_after_seconds", 15, 1, 600);
        var ping = read.Number("ping_seconds", 10, 1, 55);
        if (silent <= ping)
            throw new ExchangeSettingsException($"market.silent_after_seconds: expected more than ping_seconds ({SettingsReader.Text(ping)}), found {SettingsReader.Text(silent)}");
        return settings with
        {
            RestUrl = read.Url("rest_url", settings.RestUrl, "https", "http"),
            WebSocketUrl = read.Url("websocket_url", settings.WebSocketUrl, "wss", "ws"),
            Key = read.Place("key", "MEXC_API_KEY"),
            Secret = read.Place("secret", "MEXC_API_SECRET"),
            PositionMode = read.Word("position_mode", "hedge", ["hedge", "one_way", "account"]) switch
            {
                "one_way" => PositionMode.OneWay,
                "account" => PositionMode.Account,
                _ => PositionMode.Hedge,
            },
            TakerFeePct = read.Number("taker_fee_pct", 0.08m, -1, 5),
            MakerFeePct = read.Number("maker_fee_pct", 0.06m, -1, 5),
            SilentAfter = TimeSpan.FromSeconds((double)silent),
            PingEvery = TimeSpan.FromSeconds((double)ping),
            RecvWindowSeconds = read.Whole("recv_window_seconds", 10, 1, 60),
        };
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            // The parser's message may quote what it found.
            throw new ExchangeSettingsException($"market: not JSON at line {e.LineNumber + 1}");
        }
    }
}
