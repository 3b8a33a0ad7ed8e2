using PluginTrading.Engine.Effects;

namespace PluginTrading.Results.Performance;

/// <summary>Running totals over trades.</summary>
internal sealed class TradeTally
{
    private decimal _grossWins;
    private decimal _grossLosses;

    public long Count { get; private set; }

    public long Wins { get; private set; }

    public long Losses { get; private set; }

    public decimal? Best { get; private set; }

    public decimal? Worst { get; private set; }

    /// <summary>Σ P&amp;L, net of commission and funding.</summary>
    public decimal Pnl { get; private set; }

    public decimal Commission { get; private set; }

    public decimal Funding { get; private set; }

    public double? WinRate => Ratio.Of(Wins, Count);

    public double? ProfitFactor => Ratio.Of(_grossWins, _grossLosses);

    public decimal? AverageWin => Wins == 0 ? null : _grossWins / Wins;

    public decimal? AverageLoss => Losses == 0 ? null : -_grossLosses / Losses;

    public void Add(Trade trade)
    {
        Count++;
        Pnl += trade.Pnl;
        Commission += trade.Commission;
        Funding += trade.Funding;
        Best = Best is { } best && best >= trade.Pnl ? best : trade.Pnl;
        Worst = Worst is { } worst && worst <= trade.Pnl ? worst : trade.Pnl;
        if (trade.Pnl > 0)
        {
            Wins++;
            _grossWins += trade.Pnl;
        }
        else if (trade.Pnl < 0)
        {
            Losses++;
            _grossLosses -= trade.Pnl;
        }
    }
}
