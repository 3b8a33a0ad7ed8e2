using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Orders;

namespace PluginTrading.Service.Reconciliation;

/// <summary>What the session believes, as far as the venue can be asked about it.</summary>
internal sealed record SessionView
{
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>By symbol index; <see langword="null"/> where flat.</summary>
    public required IReadOnlyList<Position?> Positions { get; init; }

    public required OrderDesk Desk { get; init; }

    /// <summary>What client order ids of this session begin with, whatever the epoch.</summary>
    public required string OrderIdStem { get; init; }

    /// <summary>What the venue's balance should be: ours, plus what of the account is not the session's.</summary>
    public required decimal ExpectedBalance { get; init; }

    /// <summary>By symbol index: frozen for a position that is not ours.</summary>
    public required IReadOnlyList<bool> IsFrozen { get; init; }

    /// <summary>Ids of funding payments that were taken in.</summary>
    public required IReadOnlySet<string> FundingIds { get; init; }

    /// <summary>Before this there is nothing of the session.</summary>
    public required Timestamp Since { get; init; }

    public required SupervisionSettings Settings { get; init; }
}
