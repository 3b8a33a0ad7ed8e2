using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>All that a data set holds of some symbols on one day.</summary>
internal sealed class ReplayOfDay(DataSet data, IReadOnlyList<string> symbols, UtcDay day) : IDisposable
{
    private readonly MarketReplay _replay = new(data, symbols, day.Start, day.Start.Plus(Timestamp.PerDay));

    public void CopyTo(SpillWriter writer)
    {
        var buffer = new MarketEvent[4096];
        while (_replay.Read(buffer) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
                writer.Add(new SpillRow(buffer[i], 0));
        }
    }

    public void Dispose() => _replay.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
