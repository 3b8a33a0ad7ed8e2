using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Benchmark;

/// <summary>
/// <see cref="PumpStrategy"/> with its fills, fees and funding as one hand-written loop for one symbol of trades: the yardstick of the
/// engine's speed. It knows no signals, orders, risk limits or equity curve, and only what this strategy needs.
/// </summary>
internal sealed class HandWrittenPump(Instrument instrument, decimal initialBalance)
{
    private const int Leverage = 3;
    private const decimal FeeRate = 0.0008m;
    private const decimal Slippage = 0.0005m;

    private readonly HandWrittenWindows _windows = new();
    private readonly double _spreadPct = instrument.SpreadPct ?? double.NaN;
    private State _state;
    private long _since;
    private long _cooldown;
    private decimal _pending;
    private decimal _quantity;
    private decimal _entryPrice;

    private enum State
    {
        Monitoring,
        Signal,
        Entering,
        Active,
        Closing,
        Waiting,
    }

    public decimal Balance { get; private set; } = initialBalance;

    public int Trades { get; private set; }

    public void Run(ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var e in events)
            Process(in e);
    }

    /// <summary>Closes what is open at the last price.</summary>
    public void Finish()
    {
        if (_quantity > 0)
            Close((decimal)_windows.Last);
    }

    private void Process(in MarketEvent e)
    {
        if (_state >= State.Entering && _state != State.Waiting)
            Fill(in e);
        _windows.Update(in e);
        var now = e.Time.Nanoseconds;
        switch (_state)
        {
            case State.Monitoring:
                if (AtLeast(_windows.Pump, 8) && AtLeast(_windows.Surge, 3) && AtLeast(_windows.Momentum, 5))
                    Move(State.Signal, now);
                break;
            case State.Signal:
                if (AtMost(_windows.Pump, -2) || now - _since > 300 * Timestamp.PerSecond)
                    Wait(now, 300);
                else if (_windows.Rsi is >= 40 and <= 80 && AtMost(_spreadPct, 1))
                    Enter(now);
                break;
            case State.Active:
                Manage(now);
                break;
            case State.Waiting:
                if (now - _since >= _cooldown)
                    Move(State.Monitoring, now);
                break;
        }
    }

    private void Enter(long now)
    {
        var size = Math.Min(Balance * 0.3m * Multiplier(_windows.Volatility(now)), 500);
        _pending = Math.Floor(size / (decimal)_windows.Last / instrument.QuantityStep) * instrument.QuantityStep;
        if (size < 10 || _pending <= 0)
            Wait(now, 300);
        else
            Move(State.Entering, now);
    }

    private static decimal Multiplier(double volatility) => volatility switch
    {
        double.NaN or <= 0.1 => 1,
        <= 1 => Rounded(1 + ((volatility - 0.1) / 0.9 * -0.5)),
        <= 3 => Rounded(0.5 + ((volatility - 1) / 2 * -0.25)),
        _ => 0.25m,
    };

    private static decimal Rounded(double multiplier) => Math.Round((decimal)multiplier, 9);

    private void Manage(long now)
    {
        var pnlPct = 100.0 * Leverage * (1 - (_windows.Last / (double)_entryPrice));
        if (pnlPct <= -8 || AtLeast(_windows.Momentum, 12))
            (_state, _cooldown) = (State.Closing, 1800);
        else if (AtLeast(pnlPct, 15) || AtMost(_windows.Momentum, -6))
            (_state, _cooldown) = (State.Closing, 0);
        _since = now;
    }

    private void Fill(in MarketEvent e)
    {
        if (e.Kind == MarketEventKind.Funding && _quantity > 0)
            Balance += _quantity * (decimal)_windows.Last * (decimal)e.FundingRate;
        if (e.Kind != MarketEventKind.Trade)
            return;
        if (_state == State.Entering)
        {
            (_quantity, _entryPrice) = (_pending, (decimal)e.Price * (1 - Slippage));
            Balance -= _quantity * _entryPrice * FeeRate;
            _state = State.Active;
        }
        else if (_state == State.Closing)
        {
            Close((decimal)e.Price);
            Wait(e.Time.Nanoseconds, _cooldown);
        }
    }

    private void Close(decimal price)
    {
        var paid = price * (1 + Slippage);
        Balance += _quantity * (_entryPrice - paid) - (_quantity * paid * FeeRate);
        _quantity = 0;
        Trades++;
    }

    private void Wait(long now, long seconds)
    {
        Move(State.Waiting, now);
        _cooldown = seconds * Timestamp.PerSecond;
    }

    private void Move(State state, long now) => (_state, _since) = (state, now);

    private static bool AtLeast(double value, double threshold) => value >= threshold - (1e-9 * Math.Max(1, Math.Abs(threshold)));

    private static bool AtMost(double value, double threshold) => value <= threshold + (1e-9 * Math.Max(1, Math.Abs(threshold)));
}
