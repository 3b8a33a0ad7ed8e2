using System.Security.Cryptography;
using System.Text;
using PluginTrading.Engine;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Journal;

/// <summary>Told what a replay does, input by input.</summary>
internal interface IReplayObserver
{
    /// <summary>An input was handled again and was decided as it was recorded.</summary>
    /// <param name="input">The input.</param>
    /// <param name="effects">What it brought about this time; valid during the call.</param>
    void OnInput(JournalInput input, IReadOnlyList<EngineEffect> effects);
}

/// <summary>Runs a journal's inputs through a fresh engine and compares every decision with the recorded one.</summary>
internal sealed class JournalReplay(SessionCore core) : IEffectObserver
{
    private readonly List<EngineEffect> _effects = [];
    private readonly Queue<Decision> _expected = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private JournalInput? _current;

    /// <summary>Whether the engine was started: there was an input.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether the session was ended for good.</summary>
    public bool IsFinished { get; private set; }

    public long Inputs { get; private set; }

    /// <summary>Market events among the inputs.</summary>
    public long Events { get; private set; }

    public long Decisions { get; private set; }

    /// <summary>Time of the last input.</summary>
    public Timestamp Time { get; private set; }

    /// <summary>Decisions of the last input that the journal does not hold: it was cut off before them.</summary>
    public IReadOnlyList<Decision> Unrecorded => [.. _expected];

    /// <summary>SHA-256 of all decisions so far, lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Runs to the end of the journal or to the first difference.</summary>
    /// <returns>The first difference, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    /// <exception cref="SectionException">A section threw.</exception>
    public ReplayDifference? Run(JournalReader journal, IReplayObserver? observer, CancellationToken cancellationToken)
    {
        while (journal.Read() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record is JournalDecision recorded)
            {
                if (Compare(recorded.Decision) is { } difference)
                    return difference;
                continue;
            }

            if (_expected.TryPeek(out var missing))
                return ReplayDifference.Missing(_current!, missing);
            Tell(observer);
            Handle((JournalInput)record);
        }

        Tell(observer);
        return null;
    }

    public void OnEffect(EngineEffect effect)
    {
        _effects.Add(effect);
        if (Decision.Of(effect) is { } decision)
            _expected.Enqueue(decision);
    }

    /// <summary>Only once its decisions were equal is an input told.</summary>
    private void Tell(IReplayObserver? observer)
    {
        if (_current is not null)
            observer?.OnInput(_current, _effects);
    }

    private void Handle(JournalInput input)
    {
        _current = input;
        _effects.Clear();
        Inputs++;
        Time = input switch
        {
            MarketInput market => market.Event.Time,
            VenueInput venue => venue.Event.Time,
            CommandInput command => command.Command.Time,
            _ => Time,
        };
        if (!IsStarted)
        {
            IsStarted = true;
            core.Start(Time, this);
        }

        switch (input)
        {
            case MarketInput market:
                Events++;
                core.Handle(market.Event, this);
                break;
            case VenueInput venue:
                core.Handle(venue.Event, this);
                break;
            case CommandInput command:
                core.Handle(command.Command, this);
                break;
            case FinishInput:
                IsFinished = true;
                core.Finish(this);
                break;
        }
    }

    private ReplayDifference? Compare(Decision recorded)
    {
        if (!_expected.TryDequeue(out var replayed))
            return ReplayDifference.Extra(_current!, recorded);
        Decisions++;
        _hash.AppendData(Encoding.UTF8.GetBytes(recorded.Kind));
        _hash.AppendData(Encoding.UTF8.GetBytes(recorded.Text));
        return recorded == replayed ? null : ReplayDifference.Between(_current!, recorded, replayed);
    }
}
