using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Service.Reconciliation;

/// <summary>What the venue says of the account, asked within a moment.</summary>
internal sealed record AccountSnapshot
{
    /// <summary>How much had been heard of the account when the first question was asked; see <see cref="SessionAccount"/>.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<OrderReport> OpenOrders { get; init; }

    public required IReadOnlyList<PositionReport> Positions { get; init; }

    /// <summary>Recent fills of the session's symbols, whoever ordered them, oldest first.</summary>
    public required IReadOnlyList<FillReport> Fills { get; init; }

    public required IReadOnlyList<FundingReport> Funding { get; init; }

    public required WalletReport Wallet { get; init; }
}

/// <summary>The account could not be compared.</summary>
internal sealed record SnapshotFailed(string Cause);
