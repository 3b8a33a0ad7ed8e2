using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>A position of the account. Volumes are contracts, money quote currency, times market time in ms.</summary>
internal sealed class Position
{
    public required long Id { get; init; }

    public required Market Market { get; init; }

    public required bool IsLong { get; init; }

    public required int OpenType { get; init; }

    public required long CreateMs { get; init; }

    public int Leverage { get; set; }

    /// <summary>1 held, 2 taken over by the exchange, 3 closed.</summary>
    public int State { get; set; } = 1;

    public decimal HoldVol { get; set; }

    /// <summary>Contracts that open closing orders lock.</summary>
    public decimal FrozenVol { get; set; }

    public decimal CloseVol { get; private set; }

    /// <summary>Average entry of what is held now.</summary>
    public decimal HoldAvgPrice { get; private set; }

    /// <summary>Average of all that was opened.</summary>
    public decimal OpenAvgPrice { get; private set; }

    public decimal CloseAvgPrice { get; private set; }

    /// <summary>Margin as first booked.</summary>
    public decimal Oim { get; private set; }

    /// <summary>Margin now.</summary>
    public decimal Im { get; set; }

    /// <summary>Funding so far; positive was received.</summary>
    public decimal HoldFee { get; set; }

    /// <summary>P&amp;L of closes, fees excluded.</summary>
    public decimal CloseProfit { get; set; }

    public decimal TotalFee { get; set; }

    public long UpdateMs { get; set; }

    public int Version { get; set; }

    private decimal OpenedVol { get; set; }

    public int Type => IsLong ? 1 : 2;

    /// <summary>Whether the whole account backs it, not its own margin alone.</summary>
    public bool IsCross => OpenType == 2;

    /// <summary>Its risk tier, by what it holds.</summary>
    public int Level => Market.Contract.Tiers.LevelOf(HoldVol);

    public decimal ClosableVol => HoldVol - FrozenVol;

    /// <summary>Base asset held.</summary>
    public decimal Quantity => HoldVol * Market.Contract.Size;

    public decimal Realised => CloseProfit - TotalFee + HoldFee;

    private decimal MaintenanceRate => Market.Contract.Tiers.MaintenanceRate(Level);

    /// <summary>Where the exchange takes it over, exact.</summary>
    /// <param name="margin">What backs it.</param>
    public decimal LiquidationPrice(decimal margin) => HoldVol == 0 ? 0 : Math.Max(0, LiquidationAt(
        IsLong, HoldAvgPrice, Quantity, margin, MaintenanceRate, Market.Contract.Instrument.LiquidationFeeRate));

    /// <summary>Where what backs it is used up; one tick where that would not be a price.</summary>
    public decimal BankruptcyPrice(decimal margin) => Math.Max(Market.Contract.Tick, IsLong ? HoldAvgPrice - (margin / Quantity) : HoldAvgPrice + (margin / Quantity));

    public decimal Unrealized(decimal price) => Quantity * (IsLong ? price - HoldAvgPrice : HoldAvgPrice - price);

    /// <summary>What must be left of its margin: maintenance margin and liquidation fee.</summary>
    public decimal Need(decimal fair) => (HoldAvgPrice * Quantity * MaintenanceRate) + (Quantity * fair * Market.Contract.Instrument.LiquidationFeeRate);

    /// <summary>1 at liquidation.</summary>
    public decimal MarginRatio(decimal fair, decimal margin)
    {
        var left = margin + Unrealized(fair);
        return HoldVol == 0 ? 0 : left <= 0 ? 1 : Need(fair) / left;
    }

    /// <summary>Section 10.4 of the wire specification: where margin + unrealized P&amp;L = maintenance margin + liquidation fee.</summary>
    public static decimal LiquidationAt(bool isLong, decimal entry, decimal quantity, decimal margin, decimal maintenanceRate, decimal feeRate) => isLong
        ? ((entry * quantity * (1 + maintenanceRate)) - margin) / (quantity * (1 - feeRate))
        : ((entry * quantity * (1 - maintenanceRate)) + margin) / (quantity * (1 + feeRate));

    /// <summary>Margin of an entry: the leveraged part, and the fee of closing in reserve.</summary>
    public static decimal MarginOf(decimal notional, int leverage, decimal takerFee) => Money.Booked((notional / leverage) + (notional * takerFee));

    public void Open(decimal vol, decimal price, decimal margin)
    {
        HoldAvgPrice = ((HoldAvgPrice * HoldVol) + (price * vol)) / (HoldVol + vol);
        OpenAvgPrice = ((OpenAvgPrice * OpenedVol) + (price * vol)) / (OpenedVol + vol);
        HoldVol += vol;
        OpenedVol += vol;
        Oim += margin;
        Im += margin;
    }

    /// <summary>
    /// Shrinks it and takes off the margin of what is closed. An isolated position loses no more than its margin, a cross one no more than the account has for
    /// it: nobody pays what a price beyond that would cost more, nor a fee that nothing is left for.
    /// </summary>
    /// <param name="vol">Contracts, at most those held.</param>
    /// <param name="price">Of the fill.</param>
    /// <param name="fee">Of the fill.</param>
    /// <param name="cash">What cross positions may lose.</param>
    /// <returns>The P&amp;L, fees excluded, and the fee, as they are booked.</returns>
    public (decimal Profit, decimal Fee) Close(decimal vol, decimal price, decimal fee, decimal cash)
    {
        var freed = MarginFor(vol);
        var most = IsCross ? Math.Max(0, cash) : freed;
        var profit = Math.Max(ProfitAt(price, vol), -most);
        Shrink(vol, price, profit, freed);
        return (profit, Math.Min(fee, most + profit));
    }

    /// <summary>Takes contracts of it at the price where what backs it is used up; the loss is exactly their part of that.</summary>
    /// <returns>The P&amp;L: minus the margin.</returns>
    public decimal TakeOver(decimal vol, decimal margin)
    {
        var loss = vol == HoldVol ? -margin : -Money.Booked(margin * (vol / HoldVol));
        Shrink(vol, BankruptcyPrice(margin), loss, MarginFor(vol));
        return loss;
    }

    /// <summary>Closes contracts against the other side of the same contract.</summary>
    /// <returns>The P&amp;L.</returns>
    public decimal Offset(decimal vol, decimal price)
    {
        var profit = ProfitAt(price, vol);
        Shrink(vol, price, profit, MarginFor(vol));
        return profit;
    }

    /// <summary>Books the margin anew for another leverage.</summary>
    public void Relever(int leverage, decimal margin)
    {
        Leverage = leverage;
        Im = margin;
        Oim = margin;
    }

    private decimal ProfitAt(decimal price, decimal vol) => Money.Booked(vol * Market.Contract.Size * (IsLong ? price - HoldAvgPrice : HoldAvgPrice - price));

    private decimal MarginFor(decimal vol) => vol == HoldVol ? Im : Money.Booked(Im * (vol / HoldVol));

    private void Shrink(decimal vol, decimal price, decimal profit, decimal freed)
    {
        CloseAvgPrice = ((CloseAvgPrice * CloseVol) + (price * vol)) / (CloseVol + vol);
        CloseVol += vol;
        Im -= freed;
        HoldVol -= vol;
        CloseProfit += profit;
        if (HoldVol == 0)
            State = 3;
    }
}
