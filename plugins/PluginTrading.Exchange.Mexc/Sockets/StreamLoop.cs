using System.Diagnostics;
using System.Globalization;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>Keeps a stream connected: pings, finds silence, connects again with growing pauses.</summary>
internal sealed class StreamLoop
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly MexcSettings _settings;
    private readonly Func<IMexcSocket> _sockets;
    private readonly ExchangeContext _context;
    private readonly Func<double> _randomizer;
    private int _failures;
    private bool _breakIsTold;

    /// <param name="name">For the log.</param>
    /// <param name="settings">Address and times.</param>
    /// <param name="sockets">Makes an unconnected socket.</param>
    /// <param name="context">Clock and log.</param>
    /// <param name="randomizer">Jitter, in [0, 1).</param>
    public StreamLoop(string name, MexcSettings settings, Func<IMexcSocket> sockets, ExchangeContext context, Func<double> randomizer)
    {
        _name = name;
        _settings = settings;
        _sockets = sockets;
        _context = context;
        _randomizer = randomizer;
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(IStreamProtocol protocol, CancellationToken cancellationToken)
    {
        while (true)
            await Task.Delay(await OnceAsync(protocol, cancellationToken).ConfigureAwait(false), _context.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One connection from its beginning to its end.</summary>
    /// <returns>The pause before the next. It grows with every connection in a row that was not logged in to or not subscribed.</returns>
    private async Task<TimeSpan> OnceAsync(IStreamProtocol protocol, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await ConnectionAsync(protocol, cancellationToken).ConfigureAwait(false);
            throw new UnreachableException("a connection ends with an exception");
        }
        catch (StreamBrokenException e)
        {
            var most = FirstPause * Math.Pow(2, Math.Min(_failures++, 10));
            var pause = (most < LongestPause ? most : LongestPause) * ((1 + _randomizer()) / 2);
            _context.Log(ExchangeLogLevel.Warning, string.Create(CultureInfo.InvariantCulture, $"MEXC {_name}: {e.Message}; after {pause.TotalSeconds:0.0} s connecting again"));
            if (!_breakIsTold)
            {
                _breakIsTold = true;
                await protocol.BrokenAsync(e.Message, cancellationToken).ConfigureAwait(false);
            }

            return pause;
        }
    }

    private async Task ConnectionAsync(IStreamProtocol protocol, CancellationToken cancellationToken)
    {
        await using var socket = _sockets();
        await ConnectAsync(socket, cancellationToken).ConfigureAwait(false);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = new PeriodicTimer(Tick, _context.Time);
        var opening = protocol.OpenAsync(socket, life.Token);
        var pings = PingAsync(socket, life.Token);
        Task<ReadOnlyMemory<byte>>? receive = null;
        Task<bool>? tick = null;
        try
        {
            var lastFrame = _context.Time.GetTimestamp();
            long? asked = null;
            while (true)
            {
                receive ??= socket.ReceiveAsync(life.Token).AsTask();
                tick ??= timer.WaitForNextTickAsync(life.Token).AsTask();
                if (!receive.IsCompleted && !tick.IsCompleted)
                    await Task.WhenAny(opening.IsCompleted ? [receive, tick, pings] : [receive, tick, pings, opening]).ConfigureAwait(false);
                if (pings.IsCompleted)
                    await pings.ConfigureAwait(false);
                if (opening.IsCompleted)
                {
                    await opening.ConfigureAwait(false);
                    asked ??= _context.Time.GetTimestamp();
                }

                if (receive.IsCompleted)
                {
                    var isAlive = await protocol.TakeAsync(await receive.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                    receive = null;
                    // Taken after the reader took it: a slow reader is no silence.
                    if (isAlive)
                        lastFrame = _context.Time.GetTimestamp();
                    if (protocol.IsOpen)
                        (_breakIsTold, _failures) = (false, 0);
                }

                if (!tick.IsCompleted)
                    continue;
                await tick.ConfigureAwait(false);
                tick = null;
                await protocol.TickAsync(cancellationToken).ConfigureAwait(false);
                if (receive is null || receive.IsCompleted)
                    continue;
                if (_context.Time.GetElapsedTime(lastFrame) >= _settings.SilentAfter)
                    throw new StreamBrokenException($"no frame for {_settings.SilentAfter.TotalSeconds:0.#} s");
                if (!protocol.IsOpen && asked is { } since && _context.Time.GetElapsedTime(since) >= LongestOpen)
                    throw new StreamBrokenException($"not acknowledged within {LongestOpen.TotalSeconds:0} s");
            }
        }
        finally
        {
            await life.CancelAsync().ConfigureAwait(false);
            await EndedAsync(opening, pings, receive, tick).ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync(IMexcSocket socket, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestConnect, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(_settings.WebSocketUrl, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StreamBrokenException($"not connected to {_settings.WebSocketUrl} within {LongestConnect.TotalSeconds:0} s");
        }
    }

    private async Task PingAsync(IMexcSocket socket, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_settings.PingEvery, _context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await socket.SendAsync("""{"method":"ping"}""", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for what was cancelled; how it ended is of no interest any more.</summary>
    private static async Task EndedAsync(params Task?[] tasks)
    {
        foreach (var task in tasks.OfType<Task>())
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
