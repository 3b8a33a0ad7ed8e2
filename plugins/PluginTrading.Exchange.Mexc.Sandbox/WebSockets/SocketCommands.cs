using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Rest;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>Answers what clients send over WebSocket. Used under the venue's lock.</summary>
internal sealed class SocketCommands(VenueState state, SocketHub hub, PublicPushes publicPushes, SandboxSettings settings)
{
    private static readonly string[] FilterNames =
        ["order", "order.deal", "position", "plan.order", "stop.order", "stop.planorder", "risk.limit", "adl.level", "asset", "position.mode", "leverage.mode", "track.order"];

    /// <summary>Of a book in steps, quote currency.</summary>
    private const decimal LargestStep = 1_000_000_000m;

    private readonly FrameWriter _writer = new();

    public void Handle(SocketSession session, ReadOnlyMemory<byte> text)
    {
        using var document = JsonText.Parse(text);
        if (document is null)
            Error(session, "Data parsing error");
        else if (document.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "method") is { } method)
            Handle(session, method, root, Parameters(root));
        else
            Error(session, "Parameter error");
    }

    private void Handle(SocketSession session, string method, JsonElement root, JsonElement param)
    {
        switch (method)
        {
            case "ping":
                session.PingedAt = state.Clock.Elapsed;
                Answer(session, "pong", json => json.WriteNumber("data"u8, state.Clock.WallMs));
                break;
            case "login":
                Login(session, param, IsFalse(root, "subscribe") || IsFalse(param, "subscribe"));
                break;
            case "personal.filter":
                Filter(session, param);
                break;
            default:
                if (method.StartsWith("sub.", StringComparison.Ordinal) && ChannelOf(method[4..], param) is { } on)
                    Subscribe(session, method, on, param);
                else if (method.StartsWith("unsub.", StringComparison.Ordinal) && ChannelOf(method[6..], param) is { } off)
                    Unsubscribe(session, method, off, param);
                else if (method is "usub.depth.full")
                    Unsubscribe(session, method, PublicChannel.DepthFull, param);
                break;
        }
    }

    private void Login(SocketSession session, JsonElement param, bool isQuiet)
    {
        var key = Text(param, "apiKey");
        var time = Text(param, "reqTime");
        var code = Signature.Check(
            settings.Key, key, time, 10_000, state.Clock.WallMs, () => Signature.Equal(Signature.Of(settings.Secret, settings.Key, time!, ""), Text(param, "signature")));
        if (code != 0)
        {
            Error(session, ErrorTexts.Of(code));
            return;
        }

        session.IsLoggedIn = true;
        session.Filters = isQuiet ? [] : null;
        Acknowledge(session, "login");
    }

    private void Filter(SocketSession session, JsonElement param)
    {
        if (!session.IsLoggedIn)
        {
            Error(session, ErrorTexts.Of(401));
            return;
        }

        Dictionary<string, HashSet<string>?>? filters = null;
        if (param.ValueKind == JsonValueKind.Object && param.TryGetProperty("filters", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            filters = new Dictionary<string, HashSet<string>?>(StringComparer.Ordinal);
            foreach (var item in list.EnumerateArray())
            {
                if (Text(item, "filter") is not { } name || !FilterNames.Contains(name))
                {
                    Error(session, $"Filter [{Text(item, "filter")}] not exists");
                    return;
                }

                filters[name] = Rules(item);
            }
        }

        session.Filters = filters;
        Acknowledge(session, "personal.filter");
    }

    private static HashSet<string>? Rules(JsonElement item)
    {
        if (!item.TryGetProperty("rules", out var rules) || rules.ValueKind != JsonValueKind.Array || rules.GetArrayLength() == 0)
            return null;
        return [.. rules.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)];
    }

    private void Subscribe(SocketSession session, string method, PublicChannel channel, JsonElement param)
    {
        if (channel is PublicChannel.Tickers or PublicChannel.Contract)
        {
            hub.Subscribe(session, channel, 0, "");
            Acknowledge(session, method);
            if (channel == PublicChannel.Tickers)
                publicPushes.GreetTickers(session);
            return;
        }

        if (MarketOf(session, param) is not { } market)
            return;
        if (OptionOf(channel, param, market) is not { } option)
        {
            Error(session, "Parameter error");
            return;
        }

        if (channel is PublicChannel.Depth or PublicChannel.DepthEach)
            publicPushes[market].Begin(channel);
        hub.Subscribe(session, channel, market.Contract.Index, option);
        Acknowledge(session, method);
        publicPushes[market].Greet(session, channel, option);
    }

    private void Unsubscribe(SocketSession session, string method, PublicChannel channel, JsonElement param)
    {
        if (channel is PublicChannel.Tickers or PublicChannel.Contract)
        {
            hub.Unsubscribe(session, channel, 0, "");
        }
        else if (MarketOf(session, param) is { } market)
        {
            var option = channel == PublicChannel.Kline ? Text(param, "interval") ?? "" : "";
            hub.Unsubscribe(session, channel, market.Contract.Index, option);
            if (channel is PublicChannel.Deal or PublicChannel.DealEach)
                hub.Unsubscribe(session, channel == PublicChannel.Deal ? PublicChannel.DealEach : PublicChannel.Deal, market.Contract.Index, "");
            if (channel is PublicChannel.Depth or PublicChannel.DepthEach)
                hub.Unsubscribe(session, channel == PublicChannel.Depth ? PublicChannel.DepthEach : PublicChannel.Depth, market.Contract.Index, "");
        }
        else
        {
            return;
        }

        Acknowledge(session, method);
    }

    private Market? MarketOf(SocketSession session, JsonElement param)
    {
        var symbol = Text(param, "symbol");
        if (state.MarketOf(symbol) is { } market)
            return market;
        Error(session, $"Contract [{symbol}] not exists");
        return null;
    }

    private static PublicChannel? ChannelOf(string name, JsonElement param) => name switch
    {
        "deal" => IsFalse(param, "compress") ? PublicChannel.DealEach : PublicChannel.Deal,
        "depth" => IsFalse(param, "compress") ? PublicChannel.DepthEach : PublicChannel.Depth,
        "depth.full" => PublicChannel.DepthFull,
        "depth.step" => PublicChannel.DepthStep,
        "ticker" => PublicChannel.Ticker,
        "tickers" => PublicChannel.Tickers,
        "kline" => PublicChannel.Kline,
        "funding.rate" => PublicChannel.FundingRate,
        "index.price" => PublicChannel.IndexPrice,
        "fair.price" => PublicChannel.FairPrice,
        "contract" => PublicChannel.Contract,
        _ => null,
    };

    /// <summary>The interval, the step or the number of levels; <see langword="null"/> when it is wrong.</summary>
    private static string? OptionOf(PublicChannel channel, JsonElement param, Market market) => channel switch
    {
        PublicChannel.Kline => (Text(param, "interval") ?? "Min1") is var interval && Klines.MinutesOf(interval) is null ? null : interval,
        PublicChannel.DepthStep => decimal.TryParse(Text(param, "step"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var step)
            && step >= market.Contract.Tick && step <= LargestStep
            ? step.ToString(CultureInfo.InvariantCulture)
            : null,
        PublicChannel.DepthFull => Text(param, "limit") switch
        {
            null or "20" or "50" => "20",
            "10" => "10",
            "5" => "5",
            _ => null,
        },
        _ => "",
    };

    private void Acknowledge(SocketSession session, string method) => Answer(session, "rs." + method, json => json.WriteString("data"u8, "success"u8));

    private void Error(SocketSession session, string text) => Answer(session, "rs.error", json => json.WriteString("data"u8, text));

    private void Answer(SocketSession session, string channel, Action<Utf8JsonWriter> data)
    {
        var json = _writer.Begin();
        json.WriteStartObject();
        json.WriteString("channel"u8, channel);
        data(json);
        json.WriteNumber("ts"u8, state.Clock.MarketMs);
        json.WriteEndObject();
        hub.Answer(session, _writer.End());
    }

    private static JsonElement Parameters(JsonElement root) =>
        root.TryGetProperty("param", out var param) || root.TryGetProperty("params", out param) ? param : default;

    private static string? Text(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static bool IsFalse(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;
}
