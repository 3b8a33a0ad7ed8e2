using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>How files write who took liquidity.</summary>
internal static class TakerSides
{
    public static TakerSide? Parse(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'b' or (byte)'B'] => TakerSide.Buy,
        [(byte)'s' or (byte)'S'] => TakerSide.Sell,
        [_, _, _] when Equals(text, "buy"u8) => TakerSide.Buy,
        [_, _, _, _] when Equals(text, "sell"u8) => TakerSide.Sell,
        _ => null,
    };

    /// <summary>The taker's side where the file says whether the buyer was the maker.</summary>
    public static TakerSide? FromBuyerIsMaker(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'1' or (byte)'t' or (byte)'T'] => TakerSide.Sell,
        [(byte)'0' or (byte)'f' or (byte)'F'] => TakerSide.Buy,
        [_, _, _, _] when Equals(text, "true"u8) => TakerSide.Sell,
        [_, _, _, _, _] when Equals(text, "false"u8) => TakerSide.Buy,
        _ => null,
    };

    private static bool Equals(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);
}
