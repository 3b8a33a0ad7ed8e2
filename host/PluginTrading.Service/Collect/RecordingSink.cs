using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Collect;

/// <summary>Brings a live market into the inbox as it comes: what is missed is fetched beside it, since a recording is put in order later.</summary>
internal sealed class RecordingSink(Inbox inbox) : IMarketSink
{
    public ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken) => inbox.PostAsync(e, cancellationToken);

    public ValueTask ConnectedAsync(CancellationToken cancellationToken)
    {
        inbox.Post(new StreamConnected());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken)
    {
        inbox.Post(new StreamLost(cause));
        return ValueTask.CompletedTask;
    }
}
