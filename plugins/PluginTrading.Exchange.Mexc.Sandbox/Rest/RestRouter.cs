using System.Text;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>From a request to its answer: endpoint, faults, signature, limits, then the endpoint itself. Used under the venue's lock.</summary>
internal sealed class RestRouter
{
    private readonly Venue _venue;
    private readonly Route[] _routes;
    private readonly RateLimiter _limiter;
    private readonly FrameWriter _data = new();

    public RestRouter(Venue venue)
    {
        _venue = venue;
        _limiter = new RateLimiter(venue.State.Clock);
        _routes =
        [
            .. new MarketEndpoints(venue.State).Routes,
            .. new AccountEndpoints(venue.State).Routes,
            .. new PositionEndpoints(venue).Routes,
            .. new OrderEndpoints(venue).Routes,
            .. new OrderQueries(venue.State).Routes,
            .. TriggerEndpoints.Routes,
        ];
    }

    public RestReply Answer(RestCall call)
    {
        var path = call.Path.Split('/');
        foreach (var route in _routes)
        {
            if (route.Match(call.Method, path) is { } values)
            {
                _venue.State.CountCall(route.Name);
                return Answer(call, route, values);
            }
        }

        return Envelope.Error(404, 404);
    }

    private RestReply Answer(RestCall call, Route route, IReadOnlyList<string> pathValues)
    {
        if (route.IsPrivate && Check(call) is not 0 and var wrong)
            return Envelope.Error(wrong);
        if (_venue.Settings.LimitsRates && !_limiter.Allows(route.Name, route.Limit))
            return Envelope.Error(510);
        if (Before(route) is { } spoiled)
            return spoiled;
        JsonDocument? document = null;
        if (call.Method == "POST" && call.Body.AsSpan().Trim(" \r\n\t"u8).Length > 0 && (document = JsonText.Parse(call.Body)) is null)
            return Envelope.Error(601);
        using (document)
        {
            var request = new RestRequest
            {
                PathValues = pathValues,
                Query = new RequestFields(call.Query),
                Body = document?.RootElement ?? default,
            };
            var json = _data.Begin();
            var code = route.Endpoint(request, json);
            return code == 0 ? After(route) ?? Envelope.Success(_data.End()) : Envelope.Error(code);
        }
    }

    private int Check(RestCall call)
    {
        var settings = _venue.Settings;
        return Signature.Check(settings.Key, call.Key, call.Time, Signature.WindowMs(call.Window), _venue.State.Clock.WallMs, Matches);

        bool Matches() => call.Method == "POST"
            ? Signature.Equal(Signature.Of(settings.Secret, settings.Key, call.Time!, call.Body), call.Signature)
            : Signature.Equal(Signature.Of(settings.Secret, settings.Key, call.Time!, call.RawQuery), call.Signature)
                || Signature.Equal(Signature.Of(settings.Secret, settings.Key, call.Time!, Signature.Canonical(call.Query)), call.Signature);
    }

    /// <summary>What a fault answers instead of the endpoint.</summary>
    private RestReply? Before(Route route)
    {
        var faults = _venue.State.Faults;
        if (faults.IsEmpty || !route.IsPrivate)
            return null;
        if (Take(FaultCatalog.RateLimit429, true, route) is not null)
            return Envelope.Error(429, 429);
        if (Take(FaultCatalog.RateLimit510, true, route) is not null)
            return Envelope.Error(510);
        if (Take(FaultCatalog.Maintenance, route.ChangesOrders, route) is { } maintenance)
            return Envelope.Error(maintenance.Whole("code", 604));
        if (Take(FaultCatalog.Reject, route.PlacesOrders, route) is { } reject)
            return Envelope.Error(reject.Whole("code", 2005));
        if (Take(FaultCatalog.Error5xxBefore, route.PlacesOrders, route) is { } error)
            return Broken(error.Whole("status", 503));
        if (Take(FaultCatalog.TimeoutBeforeAccept, route.PlacesOrders, route) is { } timeout)
            return Silence(timeout);
        return null;
    }

    /// <summary>What a fault answers though the endpoint succeeded.</summary>
    private RestReply? After(Route route)
    {
        var faults = _venue.State.Faults;
        if (faults.IsEmpty || !route.IsPrivate)
            return null;
        if (Take(FaultCatalog.RateLimitAfterAccept, route.PlacesOrders, route) is not null)
            return Envelope.Error(510);
        if (Take(FaultCatalog.Error5xxAfter, route.PlacesOrders, route) is { } error)
            return Broken(error.Whole("status", 502));
        return Take(FaultCatalog.TimeoutAfterAccept, route.PlacesOrders, route) is { } timeout ? Silence(timeout) : null;
    }

    /// <summary>A fault that names no endpoint is meant for its usual ones only.</summary>
    private Fault? Take(string name, bool isUsual, Route route) => _venue.State.Faults.Take(name, route.Template, isUsual);

    private static RestReply Silence(Fault fault) => new(200, []) { AbortAfterMs = fault.Milliseconds(10_000) };

    private static RestReply Broken(int status) =>
        new(status, Encoding.UTF8.GetBytes($"<html><body><h1>{status}</h1></body></html>")) { ContentType = "text/html" };
}
