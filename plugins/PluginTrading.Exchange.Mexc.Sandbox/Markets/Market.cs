using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>What the market of one contract has shown so far. Prices are quote currency, volumes contracts, times market time in ms.</summary>
internal sealed class Market(Contract contract)
{
    private readonly double _size = (double)contract.Size;
    private bool _hasQuotes;

    public Contract Contract => contract;

    /// <summary>Last trade; 0 before the first price.</summary>
    public decimal Last { get; private set; }

    /// <summary>Fair price: the last mark, the last trade where the feed has no marks.</summary>
    public decimal Fair { get; private set; }

    /// <summary>Whether the feed has shown a mark.</summary>
    public bool HasMarks { get; private set; }

    public Top Top { get; private set; }

    public decimal Bid => Top.Bid;

    public decimal Ask => Top.Ask;

    public bool HasBook => Top.Bid > 0 && Top.Ask > 0;

    /// <summary>Time of the last event.</summary>
    public long TimeMs { get; private set; }

    /// <summary>Time of the last trade.</summary>
    public long TradeMs { get; private set; }

    public long DealId { get; private set; } = 13_064_218_000;

    public Ring<PublicDeal> Deals { get; } = new(100);

    /// <summary>Versions of the book, the newest first.</summary>
    public Ring<Top> Commits { get; } = new(1000);

    public Klines Klines { get; } = new();

    public Klines FairKlines { get; } = new();

    public FundingSchedule Funding { get; } = new();

    /// <summary>Highest price that a buy order may have.</summary>
    public decimal MaxBid => contract.FloorToTick(Fair * (1 + Contract.BandRate));

    /// <summary>Lowest price that a sell order may have.</summary>
    public decimal MinAsk => contract.FloorToTick(Fair * (1 - Contract.BandRate));

    /// <summary>Price that a taker gets.</summary>
    public decimal Opposite(bool isBuy) => isBuy ? Top.Ask : Top.Bid;

    public void Apply(in MarketEvent e, long timeMs)
    {
        TimeMs = timeMs;
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                Trade(e);
                break;
            case MarketEventKind.Quote:
                _hasQuotes = true;
                if (Last == 0)
                    Last = (decimal)e.Bid;
                SetTop((decimal)e.Bid, Contracts(e.BidQuantity), (decimal)e.Ask, Contracts(e.AskQuantity));
                if (!HasMarks && Fair == 0)
                    SetFair((decimal)((e.Bid + e.Ask) / 2), (e.Bid + e.Ask) / 2);
                break;
            case MarketEventKind.Mark:
                HasMarks = true;
                SetFair((decimal)e.MarkPrice, e.MarkPrice);
                if (Last == 0)
                    Last = Fair;
                break;
            default:
                Funding.Settled(e.FundingRate, timeMs);
                break;
        }
    }

    private void Trade(in MarketEvent e)
    {
        var price = (decimal)e.Price;
        var isBuy = e.TakerSide == TakerSide.Unknown ? price >= Last : e.TakerSide == TakerSide.Buy;
        var vol = e.Quantity / _size;
        Last = price;
        TradeMs = TimeMs;
        Deals.Add(new PublicDeal(e.Price, Rounded(vol), isBuy, TimeMs, ++DealId));
        Klines.Add(TimeMs, e.Price, vol, e.Price * e.Quantity);
        if (!HasMarks)
            SetFair(price, e.Price);
        if (!_hasQuotes)
            SetTopAround(price, isBuy);
    }

    private void SetFair(decimal price, double wire)
    {
        Fair = price;
        FairKlines.Add(TimeMs, wire, 0, 0);
    }

    private void SetTopAround(decimal price, bool isBuy)
    {
        decimal bid, ask;
        if (contract.Instrument.SpreadPct is { } spread and > 0)
        {
            var half = price * (decimal)spread / 200m;
            bid = contract.FloorToTick(price - half);
            ask = contract.CeilingToTick(price + half);
        }
        else if (isBuy)
        {
            ask = contract.CeilingToTick(price);
            bid = ask - contract.Tick;
        }
        else
        {
            bid = contract.FloorToTick(price);
            ask = bid + contract.Tick;
        }

        if (bid <= 0)
            (bid, ask) = (contract.Tick, Math.Max(ask, 2 * contract.Tick));
        if (bid != Top.Bid || ask != Top.Ask)
            SetTop(bid, Ladder.VolAt(contract, bid), ask, Ladder.VolAt(contract, ask));
    }

    private void SetTop(decimal bid, decimal bidVol, decimal ask, decimal askVol)
    {
        var top = Top;
        if (top.Bid == bid && top.Ask == ask && top.BidVol == bidVol && top.AskVol == askVol)
            return;
        Top = new Top(Math.Max(top.Version, 8_752_807_000) + 1, TimeMs, bid, bidVol, ask, askVol);
        Commits.Add(Top);
    }

    private decimal Contracts(double quantity) => Math.Max((decimal)Rounded(quantity / _size), contract.VolUnit);

    /// <summary>Nine decimals: takes the noise out of a division.</summary>
    private static double Rounded(double vol) => vol < 1e6 ? Math.Round(vol, 9) is var rounded and > 0 ? rounded : vol : vol;
}
