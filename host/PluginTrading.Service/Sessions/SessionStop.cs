using PluginTrading.Engine;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Orders;

namespace PluginTrading.Service.Sessions;

/// <summary>The way a session stops: orders at work are ended, positions kept or closed, and only then is it over.</summary>
internal sealed class SessionStop(TradingEngine engine, TimeProvider time, TradingLevel? levelBefore)
{
    /// <summary>Who moved the level, where stopping did.</summary>
    public const string Name = "stop";

    /// <summary>Seconds after which it stops with what could not be ended.</summary>
    private const double PatienceSeconds = 60;

    private StopMode? _mode;
    private long _askedAt;

    /// <summary>Whether the session ended as it was asked to, or its data ended.</summary>
    public bool IsDone { get; private set; }

    public void Done() => IsDone = true;

    public void Ask(StopMode mode, Timestamp now, IInputs session)
    {
        if (_mode is null)
            _askedAt = time.GetTimestamp();
        _mode = mode;
        session.Feed(new ChangeTradingLevel { Time = now, Level = mode == StopMode.Flatten ? TradingLevel.Flatten : TradingLevel.OrdersCancelled, By = Name });
    }

    /// <summary>After a restart: the level is again what it was before the session was stopped.</summary>
    public void Resume(Timestamp now, IInputs session)
    {
        if (levelBefore is { } level)
            session.Feed(new ChangeTradingLevel { Time = now, Level = level, By = "resume" });
    }

    /// <summary>Whether the session was asked to stop and nothing has to be waited for any more.</summary>
    public bool IsOver(OrderDesk? desk, IReadOnlyList<Instrument> instruments)
    {
        if (_mode is not { } mode)
            return false;
        var hasOrders = desk?.Open.Any() == true;
        var hasPositions = mode == StopMode.Flatten && Enumerable.Range(0, instruments.Count).Any(i => engine.PositionOn(i) is not null);
        IsDone = !hasOrders && !hasPositions;
        return IsDone || time.GetElapsedTime(_askedAt).TotalSeconds > PatienceSeconds;
    }
}
