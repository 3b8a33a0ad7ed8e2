namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>Ids as the exchange makes them: order ids are snowflakes of the market's time, the others count up.</summary>
internal sealed class VenueIds(VenueClock clock, SeededChance chance)
{
    /// <summary>2020-03-31T16:00:00Z.</summary>
    private const long Epoch = 1_585_670_400_000;

    private long _order;

    // From the time of the start: an account's fills are unique for ever, also those of a sandbox that is started anew.
    private long _deal = clock.WallMs * 1000;
    private long _position = 1_109_973_830;
    private long _funding = 328_032;

    public long NextOrder()
    {
        var now = Math.Max(clock.MarketMs - Epoch, 0) << 22;
        return _order = Math.Max(_order + 1, now);
    }

    public long NextDeal() => ++_deal;

    public long NextPosition() => ++_position;

    public long NextFunding() => ++_funding;

    /// <summary>The external id of an order that came without one.</summary>
    public string NextExternal() => $"_m_{chance.Next():x16}{chance.Next():x16}"[..32];
}
