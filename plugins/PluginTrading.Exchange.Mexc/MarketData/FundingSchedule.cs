using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Turns one symbol's announced funding rates into a funding event at each time of payment, with the last rate announced before it.</summary>
/// <remarks>Times that a break of the stream hid are passed over but for the first.</remarks>
internal sealed class FundingSchedule(int symbolIndex)
{
    private double _rate;
    private Timestamp? _next;
    private Timestamp _paid = new(long.MinValue);

    /// <summary>Takes an announced rate.</summary>
    /// <param name="rate">Fraction per interval.</param>
    /// <param name="next">When it will be paid.</param>
    /// <param name="announced">When it was said.</param>
    /// <returns>The payment that this shows to have happened.</returns>
    public MarketEvent? Announce(double rate, Timestamp next, Timestamp announced)
    {
        var due = Pass(announced);
        if (next > announced && next > _paid)
        {
            _rate = rate;
            _next = next;
        }

        return due;
    }

    /// <summary>The payment that is due when it is that late; each comes once.</summary>
    public MarketEvent? Pass(Timestamp now)
    {
        if (_next is not { } next || now < next)
            return null;
        _paid = next;
        _next = null;
        return MarketEvent.Funding(symbolIndex, next, _rate);
    }
}
