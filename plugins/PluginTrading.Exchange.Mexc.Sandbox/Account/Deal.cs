namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>One execution of an order. Volume is contracts, money quote currency.</summary>
internal sealed record Deal
{
    public required long Id { get; init; }

    public required Order Order { get; init; }

    public required decimal Vol { get; init; }

    public required decimal Price { get; init; }

    public required decimal Fee { get; init; }

    public required decimal Profit { get; init; }

    public required bool IsTaker { get; init; }

    public required long TimeMs { get; init; }
}
