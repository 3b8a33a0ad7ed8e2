using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PluginTrading.Exchange.Mexc.Sandbox.WebSockets;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Kestrel on 127.0.0.1: WebSocket at <c>/edge</c>, everything else is REST.</summary>
internal sealed class LoopbackServer(Venue venue) : IAsyncDisposable
{
    private readonly RequestHandler _requests = new(venue);
    private WebApplication? _application;
    private long _sessions;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <exception cref="ExchangeException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MinResponseDataRate = null;
            options.Listen(IPAddress.Loopback, venue.Settings.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, HostedElsewhere>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(HandleAsync);
        try
        {
            await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ExchangeException($"cannot listen on 127.0.0.1:{venue.Settings.Port}: {e.Message}", isTransient: false, e);
        }

        Address = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is null)
            return;
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private Task HandleAsync(HttpContext context) =>
        context.Request.Path == "/edge" && context.WebSockets.IsWebSocketRequest ? ServeSocketAsync(context) : _requests.HandleAsync(context);

    private async Task ServeSocketAsync(HttpContext context)
    {
        var options = new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(options).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var session = new SocketSession(Interlocked.Increment(ref _sessions), socket, context.Abort, venue.State.Clock);
        venue.Do(() => venue.Hub.Add(session));
        var sending = session.SendAsync(ending.Token);
        try
        {
            var receiving = new SocketReceiver(session, venue).ReceiveAsync(ending.Token);
            await Task.WhenAny(sending, receiving).ConfigureAwait(false);
            await (sending.IsFaulted ? sending : receiving).ConfigureAwait(false);
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or TimeoutException or InvalidOperationException)
        {
            venue.Settings.Log(ExchangeLogLevel.Debug, $"connection {session.Id} ended: {e.Message}");
        }
        finally
        {
            venue.Do(() =>
            {
                session.Abort();
                venue.Hub.Remove(session);
            });
            await ending.CancelAsync().ConfigureAwait(false);
            await sending.ContinueWith(static t => _ = t.Exception, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>The process belongs to the host of the plugin: no signal is handled here.</summary>
    private sealed class HostedElsewhere : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
