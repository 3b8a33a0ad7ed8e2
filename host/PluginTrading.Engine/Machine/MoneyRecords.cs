using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Machine;

/// <summary>Makes the snapshots of positions and wallet, and warns when margin runs low.</summary>
internal sealed class MoneyRecords(SessionBooks books, MarketView[] markets)
{
    /// <summary>Margin ratio below which a position is worth a warning, percent.</summary>
    private const decimal WarningPct = 80m;

    /// <summary>Margin ratio below which it is an alarm, percent.</summary>
    private const decimal AlarmPct = 50m;

    private readonly AlertSeverity?[] _marginAlerts = new AlertSeverity?[markets.Length];
    private bool _isDayLossTold;

    /// <summary>Writes a position's snapshot.</summary>
    /// <param name="position">The position after its change.</param>
    /// <param name="exitPrice">Price at which it became flat; <see langword="null"/> while it is open.</param>
    /// <param name="symbolIndex">Its symbol.</param>
    /// <param name="closeReason">Why it became flat.</param>
    public void Write(OpenPosition position, decimal? exitPrice, int symbolIndex, string closeReason)
    {
        var view = position.View;
        var price = exitPrice ?? ValuationPrice(symbolIndex, view.EntryPrice);
        var unrealized = view.UnrealizedPnl(price);
        books.Effects.Add(new PositionSnapshot
        {
            PositionId = position.PositionId,
            StrategyName = position.StrategyName,
            Symbol = view.Symbol,
            PositionSide = view.Side,
            Quantity = view.Quantity,
            EntryPrice = view.EntryPrice,
            CurrentPrice = price,
            Leverage = view.Leverage,
            LiquidationPrice = position.IsFlat ? null : Margin.LiquidationPrice(view.Side, view.EntryPrice, view.Quantity, position.InitialMargin, books.Settings.Instruments[symbolIndex]),
            UnrealizedPnl = unrealized,
            UnrealizedPnlPct = position.IsFlat ? 0 : 100m * unrealized * view.Leverage / view.EntryNotional,
            MarginUsed = position.InitialMargin,
            MarginRatio = position.IsFlat ? null : Margin.RatioPct(position.InitialMargin, unrealized, Maintenance(position, symbolIndex)),
            FundingCostAccrued = position.Funding,
            EntrySignalId = position.EntrySignalId,
            OpenedAt = view.OpenedAt,
            CloseTime = position.IsFlat ? books.Now : null,
            CloseReason = position.IsFlat ? closeReason : null,
            Time = books.Now,
        });
    }

    /// <summary>What a second brings: snapshots of what is open, the wallet, and alerts where margin ran low or recovered.</summary>
    public void Tick()
    {
        for (var i = 0; i < markets.Length; i++)
        {
            if (books.Ledger.Positions[i] is not { IsFlat: false } position)
            {
                _marginAlerts[i] = null;
                continue;
            }

            Write(position, null, i, "");
            WatchMargin(position, i);
        }

        if (books.Ledger.OpenPositionCount > 0)
            books.Effects.Add(Wallet());
    }

    /// <summary>Tells once a day that the day's loss has gone over its limit: no entries until 00:00 UTC.</summary>
    public void WatchDayLoss()
    {
        var loss = -books.Ledger.DayResult(books.Now);
        var isOver = loss > books.Settings.Risk.MaxDailyLoss;
        if (isOver && !_isDayLossTold)
        {
            books.Effects.Add(new Alert
            {
                Severity = AlertSeverity.Critical,
                Rule = "max_daily_loss",
                Value = loss,
                Limit = books.Settings.Risk.MaxDailyLoss,
                Text = "The day's loss is over its limit; no entries until 00:00 UTC.",
                RaisedAt = books.Now,
            });
        }

        _isDayLossTold = isOver;
    }

    public WalletPoint Wallet()
    {
        var ledger = books.Ledger;
        var (margin, unrealized, maintenance) = (0m, 0m, 0m);
        for (var i = 0; i < markets.Length; i++)
        {
            if (ledger.Positions[i] is not { IsFlat: false } position)
                continue;
            margin += position.InitialMargin;
            unrealized += ledger.Unrealized(i);
            maintenance += Maintenance(position, i);
        }

        return new WalletPoint
        {
            Time = books.Now,
            Balance = ledger.Balance,
            Available = ledger.Available,
            MarginUsed = margin,
            UnrealizedPnl = unrealized,
            MarginRatio = margin > 0 ? Margin.RatioPct(margin, unrealized, maintenance) : null,
        };
    }

    private void WatchMargin(OpenPosition position, int symbolIndex)
    {
        var ratio = Margin.RatioPct(position.InitialMargin, books.Ledger.Unrealized(symbolIndex), Maintenance(position, symbolIndex));
        AlertSeverity? severity = ratio < AlarmPct ? AlertSeverity.Critical : ratio < WarningPct ? AlertSeverity.Warning : null;
        if (severity == _marginAlerts[symbolIndex])
            return;
        _marginAlerts[symbolIndex] = severity;
        var limit = severity == AlertSeverity.Critical ? AlarmPct : WarningPct;
        books.Effects.Add(new Alert
        {
            Severity = severity ?? AlertSeverity.Info,
            Rule = "margin_ratio",
            StrategyName = position.StrategyName,
            Symbol = position.View.Symbol,
            Value = ratio,
            Limit = limit,
            Text = string.Create(CultureInfo.InvariantCulture, $"The margin ratio of {position.View.Symbol} is {ratio:0.0} %, {(severity is null ? "above" : "below")} {limit:0} %."),
            RaisedAt = books.Now,
        });
    }

    private decimal Maintenance(OpenPosition position, int symbolIndex) =>
        position.View.EntryNotional * books.Settings.Instruments[symbolIndex].MaintenanceMarginRate;

    private decimal ValuationPrice(int symbolIndex, decimal otherwise) =>
        double.IsNaN(markets[symbolIndex].ValuationPrice) ? otherwise : (decimal)markets[symbolIndex].ValuationPrice;
}
