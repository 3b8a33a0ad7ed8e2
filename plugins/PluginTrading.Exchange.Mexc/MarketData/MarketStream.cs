using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Market data of some contracts: subscribes, waits for the acknowledgements, hands on events.</summary>
internal sealed class MarketStream(IReadOnlyList<Instrument> instruments, IMarketSink sink, ExchangeContext context, MexcRest rest) : IStreamProtocol
{
    /// <summary>Twenty subscriptions a second worked with 150 contracts.</summary>
    private const int SubscriptionsPerSecond = 20;

    /// <summary>Above this the rates of all contracts are asked for at once.</summary>
    private const int MostAskedFor = 10;

    private const int MostHeld = 100_000;

    /// <summary>So that events from before a payment that are still on their way come before it.</summary>
    private static readonly TimeSpan FundingGrace = TimeSpan.FromSeconds(1);

    private readonly MarketFrameReader _reader = new(instruments, text => context.Log(ExchangeLogLevel.Warning, $"MEXC market data: {text}"));
    private readonly FaultLog _faults = new(context);
    private readonly List<MarketEvent> _events = [];
    private readonly List<MarketEvent> _held = [];
    private readonly LinkedList<Subscription> _unanswered = new();
    private long _venueMilliseconds;
    private long _venueSeenAt;

    public bool IsOpen { get; private set; }

    public async Task OpenAsync(IMexcSocket socket, CancellationToken cancellationToken)
    {
        IsOpen = false;
        lock (_held)
            _held.Clear();
        _reader.Restart();
        var subscriptions = instruments.SelectMany(i => Subscription.Of(i.Symbol)).ToList();
        lock (_unanswered)
        {
            _unanswered.Clear();
            foreach (var subscription in subscriptions)
                _unanswered.AddLast(subscription);
        }

        // Before anything is subscribed: nothing else reads the schedules yet.
        await AskForFundingAsync(cancellationToken).ConfigureAwait(false);
        foreach (var second in subscriptions.Chunk(SubscriptionsPerSecond).Index())
        {
            if (second.Index > 0)
                await Task.Delay(TimeSpan.FromSeconds(1), context.Time, cancellationToken).ConfigureAwait(false);
            foreach (var subscription in second.Item)
                await socket.SendAsync(subscription.Text, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Neither a pong nor a frame that cannot be read is a sign of life once subscribed: MEXC pushes book and fair price of every contract all the time, and a connection may lose them and still answer pings.</summary>
    public async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        _events.Clear();
        var channel = "unreadable";
        try
        {
            using var document = FrameText.Parse(frame);
            var root = new Payload(document.RootElement);
            channel = root["channel"].Text();
            if (!root["ts"].IsMissing)
                ObserveTime(root["ts"].Milliseconds());
            if (channel == "rs.error")
                Refuse(root["data"].TextOrNull() ?? "no reason");
            else if (channel.StartsWith("rs.", StringComparison.Ordinal))
                Answer(s => channel.AsSpan(3).SequenceEqual(s.Method));
            else
                _reader.Read(channel, root, _events);
        }
        catch (Exception e) when (PayloadFault.Is(e))
        {
            _faults.Skipped(channel, e.Message);
            return !IsOpen;
        }

        if (!IsOpen)
            await OpenedAsync(cancellationToken).ConfigureAwait(false);
        else
            await HandOnAsync(_events, cancellationToken).ConfigureAwait(false);
        return channel != "pong" || !IsOpen;
    }

    public async ValueTask TickAsync(CancellationToken cancellationToken)
    {
        if (!IsOpen || _venueMilliseconds == 0)
            return;
        var now = _venueMilliseconds + (long)context.Time.GetElapsedTime(_venueSeenAt).TotalMilliseconds;
        _events.Clear();
        _reader.Pass(Timestamp.FromUnixMilliseconds(now - (long)FundingGrace.TotalMilliseconds), _events);
        await HandOnAsync(_events, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask BrokenAsync(string cause, CancellationToken cancellationToken)
    {
        IsOpen = false;
        return sink.DisconnectedAsync(cause, cancellationToken);
    }

    /// <summary>Pushes of the rate come about once a minute, which may be after the next payment. Without an answer they have to do.</summary>
    private async Task AskForFundingAsync(CancellationToken cancellationToken)
    {
        string?[] symbols = instruments.Count > MostAskedFor ? [null] : [.. instruments.Select(i => i.Symbol)];
        foreach (var symbol in symbols)
        {
            var request = RestRequest.Public(symbol is null ? "funding_rate" : "funding_rate/" + Uri.EscapeDataString(symbol));
            await rest.Budgets[request.Group].EnterAsync(RequestPriority.Read, null, cancellationToken).ConfigureAwait(false);
            var reply = await rest.SendAsync(request, null, cancellationToken).ConfigureAwait(false);
            if (reply.Kind != ReplyKind.Answered)
            {
                context.Log(ExchangeLogLevel.Debug, $"MEXC {request}: {reply.Cause}");
                return;
            }

            TakeFunding(reply.Data);
        }
    }

    private void TakeFunding(Payload data)
    {
        try
        {
            lock (_held)
            {
                foreach (var rate in data.IsArray ? data.Items() : [data])
                    _reader.TakeFunding(rate, _held);
            }
        }
        catch (Exception e) when (PayloadFault.Is(e))
        {
            context.Log(ExchangeLogLevel.Debug, $"MEXC funding rate: {e.Message}");
        }
    }

    private async ValueTask OpenedAsync(CancellationToken cancellationToken)
    {
        // Events from before the stream is whole wait, so that the sink never sees one before it knows of the gap.
        lock (_held)
            _held.AddRange(_events);
        if (_held.Count > MostHeld)
            throw new StreamBrokenException("subscriptions are not acknowledged while events pile up");
        lock (_unanswered)
        {
            if (_unanswered.Count > 0)
                return;
        }

        IsOpen = true;
        await sink.ConnectedAsync(cancellationToken).ConfigureAwait(false);
        await HandOnAsync(_held, cancellationToken).ConfigureAwait(false);
        _held.Clear();
    }

    private async ValueTask HandOnAsync(List<MarketEvent> events, CancellationToken cancellationToken)
    {
        foreach (var e in events)
            await sink.TakeAsync(e, cancellationToken).ConfigureAwait(false);
    }

    private void Refuse(string reason)
    {
        // The text names the contract; failing that, answers come in the order of asking.
        var refused = Answer(s => reason.Contains($"[{s.Symbol}]", StringComparison.Ordinal)) ?? Answer(_ => true);
        context.Log(ExchangeLogLevel.Warning, refused is null
            ? $"MEXC market data: {reason}"
            : $"MEXC market data: {refused.Method} of {refused.Symbol} was refused: {reason}; there is no such data of it");
    }

    private Subscription? Answer(Func<Subscription, bool> belongs)
    {
        lock (_unanswered)
        {
            for (var node = _unanswered.First; node is not null; node = node.Next)
            {
                if (!belongs(node.Value))
                    continue;
                _unanswered.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    private void ObserveTime(Timestamp time)
    {
        _venueMilliseconds = time.Nanoseconds / Timestamp.PerMillisecond;
        _venueSeenAt = context.Time.GetTimestamp();
    }
}
