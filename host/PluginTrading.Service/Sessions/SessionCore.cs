using PluginTrading.Engine;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Sessions;

/// <summary>Told every effect of a session, on its thread, in order.</summary>
public interface IEffectObserver
{
    /// <summary>An effect of the input being handled.</summary>
    void OnEffect(EngineEffect effect);
}

/// <summary>
/// The deterministic middle of a session, the same in backtest, paper, live and replay: the engine and, where orders are simulated, the simulated venue.
/// Inputs go in, effects come out; where there is no simulated venue, carrying out orders is the observer's business.
/// </summary>
internal sealed class SessionCore
{
    private readonly SimulatedVenue? _venue;

    /// <param name="settings">What runs.</param>
    /// <param name="catalog">Where indicators come from.</param>
    /// <param name="execution">How the simulated venue executes; <see langword="null"/> where orders are real.</param>
    public SessionCore(SessionSettings settings, ComponentCatalog catalog, ExecutionSettings? execution)
    {
        Engine = new TradingEngine(settings, catalog);
        _venue = execution is null ? null : new SimulatedVenue(execution, settings.Instruments, settings.Fees);
    }

    public TradingEngine Engine { get; }

    /// <summary>Begins the session at its first input's time.</summary>
    public void Start(Timestamp time, IEffectObserver observer)
    {
        Engine.Start(time);
        Dispatch(observer);
    }

    public void Handle(in MarketEvent e, IEffectObserver observer)
    {
        if (_venue is null)
        {
            Engine.Process(in e, []);
        }
        else
        {
            _venue.Advance(in e);
            Engine.Process(in e, _venue.Answers);
            _venue.ClearAnswers();
        }

        if (Engine.Effects.Count > 0)
            Dispatch(observer);
    }

    public void Handle(VenueEvent answer, IEffectObserver observer)
    {
        Engine.Process(answer);
        Dispatch(observer);
    }

    public void Handle(EngineCommand command, IEffectObserver observer)
    {
        Engine.Process(command);
        Dispatch(observer);
    }

    /// <summary>The data has ended: everything is cancelled and closed at the last prices.</summary>
    public void Finish(IEffectObserver observer)
    {
        _venue?.BeginClosing();
        Engine.Finish();
        Dispatch(observer);
    }

    /// <summary>Hands the effects on and, with a simulated venue, carries out what they ask of it, until it has nothing more to say at once.</summary>
    private void Dispatch(IEffectObserver observer)
    {
        Carry(Engine.Effects, observer);
        while (_venue is { Answers.Length: > 0 })
        {
            var answers = _venue.Answers.ToArray();
            _venue.ClearAnswers();
            foreach (var answer in answers)
            {
                Engine.Process(answer);
                Carry(Engine.Effects, observer);
            }
        }
    }

    private void Carry(IReadOnlyList<EngineEffect> effects, IEffectObserver observer)
    {
        foreach (var effect in effects)
        {
            observer.OnEffect(effect);
            if (_venue is null)
                continue;
            var sent = effect switch
            {
                SubmitOrder submit => _venue.SubmitAsync(submit.Order, CancellationToken.None),
                CancelOrder cancel => _venue.CancelAsync(cancel.Symbol, cancel.ClientOrderId, CancellationToken.None),
                _ => ValueTask.CompletedTask,
            };
            if (!sent.IsCompletedSuccessfully)
                throw new InvalidOperationException("The simulated venue answers at once.");
        }
    }
}
