using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Portfolio;

/// <summary>The session's money: balance, one position per symbol, what is reserved for entries at work. Amounts are quote currency, exact.</summary>
internal sealed class Ledger
{
    private readonly SessionSettings _settings;
    private readonly MarketView[] _markets;
    private readonly OpenPosition?[] _positions;
    private readonly decimal[] _reservations;
    private readonly decimal[] _strategyBalances;
    private long _day = long.MinValue;
    private decimal _dayResult;

    public Ledger(SessionSettings settings, MarketView[] markets)
    {
        _settings = settings;
        _markets = markets;
        _positions = new OpenPosition?[markets.Length];
        _reservations = new decimal[markets.Length];
        _strategyBalances = new decimal[settings.Strategies.Count];
        Array.Fill(_strategyBalances, settings.InitialBalance);
        Balance = settings.InitialBalance;
    }

    /// <summary>Wallet balance.</summary>
    public decimal Balance { get; private set; }

    public int OpenPositionCount { get; private set; }

    /// <summary>By symbol; <see langword="null"/> where flat.</summary>
    public ReadOnlySpan<OpenPosition?> Positions => _positions;

    /// <summary>Reserved initial margin and entry fee of entries at work, by symbol.</summary>
    public ReadOnlySpan<decimal> Reservations => _reservations;

    /// <summary>Balance − Σ initial margin of open positions − reservations.</summary>
    public decimal Available
    {
        get
        {
            var available = Balance;
            for (var i = 0; i < _positions.Length; i++)
                available -= _reservations[i] + (_positions[i]?.InitialMargin ?? 0);
            return available;
        }
    }

    /// <summary>Balance + Σ unrealized P&amp;L at mark prices, else last trade prices.</summary>
    public decimal Equity
    {
        get
        {
            var equity = Balance;
            if (OpenPositionCount > 0)
            {
                for (var i = 0; i < _positions.Length; i++)
                    equity += Unrealized(i);
            }

            return equity;
        }
    }

    public decimal Unrealized(int symbolIndex) => _positions[symbolIndex] is { } position ? position.View.UnrealizedPnl((decimal)_markets[symbolIndex].ValuationPrice) : 0;

    /// <summary>Initial balance plus the strategy's own P&amp;L, in session order.</summary>
    public decimal[] StrategyEquity()
    {
        var equity = (decimal[])_strategyBalances.Clone();
        for (var i = 0; i < _positions.Length; i++)
        {
            if (_positions[i] is { } position)
                equity[position.StrategyIndex] += Unrealized(i);
        }

        return equity;
    }

    /// <summary>Realized − fees of fills since 00:00 UTC of <paramref name="now"/>'s day.</summary>
    public decimal DayResult(Timestamp now) => DayOf(now) == _day ? _dayResult : 0;

    public void Reserve(int symbolIndex, decimal amount) => _reservations[symbolIndex] = amount;

    public void Open(int symbolIndex, OpenPosition position)
    {
        if (_positions[symbolIndex] is not null)
            throw new InvalidOperationException($"{position.View.Symbol} has an open position already.");
        _positions[symbolIndex] = position;
        OpenPositionCount++;
    }

    /// <summary>Books one fill: what it realized and what it cost.</summary>
    public void BookFill(int strategyIndex, Timestamp time, decimal realized, decimal commission)
    {
        Balance += realized - commission;
        _strategyBalances[strategyIndex] += realized - commission;
        if (DayOf(time) != _day)
        {
            _day = DayOf(time);
            _dayResult = 0;
        }

        _dayResult += realized - commission;
    }

    /// <summary>Money that came or went outside the session.</summary>
    public void Adjust(decimal amount) => Balance += amount;

    public void BookFunding(int strategyIndex, decimal amount)
    {
        Balance += amount;
        _strategyBalances[strategyIndex] += amount;
    }

    public void Close(int symbolIndex)
    {
        _positions[symbolIndex] = null;
        OpenPositionCount--;
    }

    /// <summary>Taker fee as a fraction: the instrument's own, else the session's.</summary>
    public decimal TakerFeeRate(int symbolIndex) => _settings.Fees.TakerRate(_settings.Instruments[symbolIndex]);

    private static long DayOf(Timestamp time) => Math.DivRem(time.Nanoseconds, Timestamp.PerDay).Quotient - (time.Nanoseconds % Timestamp.PerDay < 0 ? 1 : 0);
}
