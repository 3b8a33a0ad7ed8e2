using PluginTrading.Exchange.Mexc.Sandbox.Faults;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>The open connections and who has subscribed to what. Used under the venue's lock.</summary>
internal sealed class SocketHub(VenueState state)
{
    private const double PingLimitSeconds = 60;
    private static readonly int Channels = Enum.GetValues<PublicChannel>().Length;

    private readonly List<SocketSession>[] _subscribers = [.. Enumerable.Range(0, Channels * state.Markets.Count).Select(_ => new List<SocketSession>())];
    private volatile SocketSession[] _sessions = [];

    /// <summary>A snapshot; may be read from any thread.</summary>
    public IReadOnlyList<SocketSession> Sessions => _sessions;

    public bool IsSomeoneLoggedIn => Array.Exists(_sessions, static s => s.IsLoggedIn);

    public IReadOnlyList<SocketSession> Subscribers(PublicChannel channel, int market) => _subscribers[((int)channel * state.Markets.Count) + market];

    public void Add(SocketSession session) => _sessions = [.. _sessions, session];

    public void Remove(SocketSession session)
    {
        foreach (var (channel, market, _) in session.Subscriptions)
            _subscribers[((int)channel * state.Markets.Count) + market].Remove(session);
        session.Subscriptions.Clear();
        _sessions = [.. _sessions.Where(s => s != session)];
    }

    public void Subscribe(SocketSession session, PublicChannel channel, int market, string option)
    {
        if (session.Subscriptions.Add((channel, market, option)) && !Subscribers(channel, market).Contains(session))
            _subscribers[((int)channel * state.Markets.Count) + market].Add(session);
    }

    /// <summary>Takes a subscription off, all options of it when <paramref name="option"/> is empty.</summary>
    public void Unsubscribe(SocketSession session, PublicChannel channel, int market, string option)
    {
        session.Subscriptions.RemoveWhere(s => s.Channel == channel && s.Market == market && (option.Length == 0 || s.Option == option));
        if (!session.Subscriptions.Any(s => s.Channel == channel && s.Market == market))
            _subscribers[((int)channel * state.Markets.Count) + market].Remove(session);
    }

    /// <summary>Sends a frame of market data to one connection.</summary>
    public void SendPublic(SocketSession session, byte[] frame)
    {
        if (!state.Faults.IsEmpty)
            Silence();
        if (session.PublicSilentUntil == 0 || session.PublicSilentUntil <= state.Clock.Elapsed)
            session.Enqueue(frame);

        void Silence()
        {
            if (state.Faults.Take(FaultCatalog.SilentPublic) is { } fault)
            {
                foreach (var other in _sessions)
                    other.PublicSilentUntil = Until(fault);
            }

            TakeSilentSocket();
        }
    }

    public void SendPublic(IReadOnlyList<SocketSession> sessions, byte[] frame)
    {
        for (var i = 0; i < sessions.Count; i++)
            SendPublic(sessions[i], frame);
    }

    /// <summary>Sends a push of the account to whom it concerns.</summary>
    public void SendPrivate(PrivatePush push)
    {
        foreach (var session in _sessions)
        {
            if (!session.Wants(push.Filter, push.Symbol))
                continue;
            if (state.Faults.Take(FaultCatalog.SilentPrivate) is { } fault)
            {
                foreach (var other in _sessions)
                    other.PrivateSilentUntil = Until(fault);
            }

            TakeSilentSocket();
            if (session.PrivateSilentUntil == 0 || session.PrivateSilentUntil <= state.Clock.Elapsed)
                session.Enqueue(push.Frame);
        }
    }

    /// <summary>Sends an answer to a command.</summary>
    public void Answer(SocketSession session, byte[] frame)
    {
        TakeSilentSocket();
        session.Enqueue(frame);
    }

    /// <summary>Cuts every connection.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropAll()
    {
        var sessions = _sessions;
        foreach (var session in sessions)
        {
            session.Abort();
            Remove(session);
        }

        return sessions.Length > 0;
    }

    /// <summary>Cuts the connections that have not pinged for a minute.</summary>
    public void DropThoseWithoutPing()
    {
        foreach (var session in _sessions.Where(s => state.Clock.Elapsed - s.PingedAt > PingLimitSeconds))
        {
            session.Abort();
            Remove(session);
        }
    }

    private void TakeSilentSocket()
    {
        if (state.Faults.IsEmpty || state.Faults.Take(FaultCatalog.SilentSocket) is not { } fault)
            return;
        foreach (var session in _sessions)
            session.SilentUntil = Until(fault);
    }

    private double Until(Fault fault) => fault.ForSeconds is { } length ? state.Clock.Elapsed + length : double.MaxValue;
}
