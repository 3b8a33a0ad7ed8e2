using PluginTrading.Data;
using PluginTrading.Data.Recording;

namespace PluginTrading.Service.Collect;

/// <summary>What a collect session has brought.</summary>
public sealed record CollectEnd
{
    /// <summary>Events that this session recorded, before duplicates were dropped.</summary>
    public required long Events { get; init; }

    /// <summary>By the host's clock.</summary>
    public required double Seconds { get; init; }

    /// <summary>What this session missed.</summary>
    public required IReadOnlyList<RecordingGap> Gaps { get; init; }

    /// <summary>The data set as it is now; <see langword="null"/> when there is none because nothing came.</summary>
    public required DataSet? Data { get; init; }
}
