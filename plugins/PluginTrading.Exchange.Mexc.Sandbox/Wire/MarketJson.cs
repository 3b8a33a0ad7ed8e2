using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>Market data as the wire shows it.</summary>
internal static class MarketJson
{
    public static void WriteDeal(Utf8JsonWriter json, in PublicDeal deal, bool withId)
    {
        json.WriteStartObject();
        json.WriteNumber("p"u8, deal.Price);
        json.WriteNumber("v"u8, deal.Vol);
        json.WriteNumber("T"u8, deal.IsBuy ? 1 : 2);
        json.WriteNumber("O"u8, 3);
        json.WriteNumber("M"u8, 2);
        json.WriteNumber("t"u8, deal.TimeMs);
        if (withId)
            json.WriteNumber("i"u8, deal.Id);
        json.WriteEndObject();
    }

    public static void WriteLevels(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<Level> levels)
    {
        json.WriteStartArray(name);
        foreach (var level in levels)
        {
            json.WriteStartArray();
            json.WriteNumberValue(level.Price);
            json.WriteNumberValue(level.Vol);
            json.WriteNumberValue(level.Vol == 0 ? 0 : 1 + (int)(level.Vol % 5));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static void WriteTicker(Utf8JsonWriter json, Market market, bool isPush)
    {
        var day = DayFigures.Of(market.Klines);
        var last = market.Last;
        var change = day.Open == 0 ? 0 : (double)last - day.Open;
        var rate = day.Open == 0 ? 0 : Math.Round(change / day.Open, 6);
        json.WriteStartObject();
        json.WriteNumber("contractId"u8, market.Contract.Id);
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteNumber("lastPrice"u8, last);
        json.WriteNumber("bid1"u8, market.Bid);
        json.WriteNumber("ask1"u8, market.Ask);
        json.WriteNumber("volume24"u8, Math.Round(day.Vol, 9));
        json.WriteNumber("amount24"u8, day.Turnover);
        json.WriteNumber("holdVol"u8, 1_000_000);
        json.WriteNumber("lower24Price"u8, day.Low);
        json.WriteNumber("high24Price"u8, day.High);
        json.WriteNumber("riseFallRate"u8, rate);
        json.WriteNumber("riseFallValue"u8, Math.Round(change, 12));
        json.WriteNumber("indexPrice"u8, market.Fair);
        json.WriteNumber("fairPrice"u8, market.Fair);
        json.WriteNumber("fundingRate"u8, market.Funding.Rate);
        json.WriteNumber("maxBidPrice"u8, market.MaxBid);
        json.WriteNumber("minAskPrice"u8, market.MinAsk);
        json.WriteNumber("timestamp"u8, market.TradeMs);
        if (isPush)
        {
            json.WriteString("zone"u8, "UTC+8");
            json.WriteStartArray("riseFallRates"u8);
            json.WriteNumberValue(rate);
            for (var i = 0; i < 5; i++)
                json.WriteNumberValue(0);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject("riseFallRates"u8);
            json.WriteString("zone"u8, "UTC+8");
            json.WriteNumber("r"u8, rate);
            json.WriteNumber("v"u8, Math.Round(change, 12));
            foreach (var span in (ReadOnlySpan<string>)["r7", "r30", "r90", "r180", "r365"])
                json.WriteNumber(span, 0);
            json.WriteEndObject();
        }

        json.WriteStartArray("riseFallRatesOfTimezone"u8);
        json.WriteNumberValue(0);
        json.WriteNumberValue(0);
        json.WriteNumberValue(rate);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A row of <c>push.tickers</c>.</summary>
    public static void WriteTickerRow(Utf8JsonWriter json, Market market)
    {
        var day = DayFigures.Of(market.Klines);
        json.WriteStartObject();
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteNumber("timestamp"u8, market.TradeMs);
        json.WriteNumber("lastPrice"u8, market.Last);
        json.WriteNumber("riseFallRate"u8, day.Open == 0 ? 0 : Math.Round(((double)market.Last / day.Open) - 1, 6));
        json.WriteNumber("fairPrice"u8, market.Fair);
        json.WriteNumber("indexPrice"u8, market.Fair);
        json.WriteNumber("volume24"u8, Math.Round(day.Vol, 9));
        json.WriteNumber("amount24"u8, day.Turnover);
        json.WriteNumber("maxBidPrice"u8, market.MaxBid);
        json.WriteNumber("minAskPrice"u8, market.MinAsk);
        json.WriteNumber("lower24Price"u8, day.Low);
        json.WriteNumber("high24Price"u8, day.High);
        json.WriteEndObject();
    }

    public static void WriteKlinePush(Utf8JsonWriter json, Market market, string interval, in Kline kline)
    {
        json.WriteStartObject();
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteString("interval"u8, interval);
        json.WriteNumber("t"u8, kline.StartSeconds);
        json.WriteNumber("o"u8, kline.Open);
        json.WriteNumber("c"u8, kline.Close);
        json.WriteNumber("h"u8, kline.High);
        json.WriteNumber("l"u8, kline.Low);
        json.WriteNumber("a"u8, kline.Turnover);
        json.WriteNumber("q"u8, Math.Round(kline.Vol, 9));
        json.WriteNumber("ro"u8, kline.RealOpen);
        json.WriteNumber("rc"u8, kline.Close);
        json.WriteNumber("rh"u8, kline.High);
        json.WriteNumber("rl"u8, kline.Low);
        json.WriteEndObject();
    }

    public static void WriteKlineColumns(Utf8JsonWriter json, IReadOnlyList<Kline> klines)
    {
        json.WriteStartObject();
        Column("time", k => k.StartSeconds);
        Column("open", k => k.Open);
        Column("close", k => k.Close);
        Column("high", k => k.High);
        Column("low", k => k.Low);
        Column("vol", k => Math.Round(k.Vol, 9));
        Column("amount", k => k.Turnover);
        Column("realOpen", k => k.RealOpen);
        Column("realClose", k => k.Close);
        Column("realHigh", k => k.High);
        Column("realLow", k => k.Low);
        json.WriteEndObject();

        void Column(string name, Func<Kline, double> value)
        {
            json.WriteStartArray(name);
            foreach (var kline in klines)
                json.WriteNumberValue(value(kline));
            json.WriteEndArray();
        }
    }

    public static void WriteFunding(Utf8JsonWriter json, Market market, long nowMs)
    {
        json.WriteStartObject();
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteNumber("fundingRate"u8, market.Funding.Rate);
        json.WriteNumber("maxFundingRate"u8, 0.0018);
        json.WriteNumber("minFundingRate"u8, -0.0018);
        json.WriteNumber("collectCycle"u8, market.Funding.CycleHours);
        json.WriteNumber("nextSettleTime"u8, market.Funding.NextMs(nowMs));
        json.WriteNumber("timestamp"u8, nowMs);
        json.WriteNumber("idxPrice"u8, market.Fair);
        json.WriteNumber("fairPrice"u8, market.Fair);
        json.WriteEndObject();
    }

    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
