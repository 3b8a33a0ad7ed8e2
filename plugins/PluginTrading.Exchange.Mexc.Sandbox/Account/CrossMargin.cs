namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>The money that all cross positions share, and what they need of it: section 10.4 of the wire specification. Quote currency.</summary>
internal sealed class CrossMargin(SandboxAccount account)
{
    /// <summary>In the order of contracts, long before short.</summary>
    public IEnumerable<Position> Positions => account.Open.Where(p => p.IsCross);

    /// <summary>Money of the account that neither isolated positions nor open orders hold.</summary>
    public decimal Cash => account.Wallet - account.Frozen - account.Open.Where(p => !p.IsCross).Sum(p => p.Im);

    public decimal Unrealized => Positions.Sum(p => p.Unrealized(p.Market.Fair));

    /// <summary>Whether the positions are to be taken over: what backs them does not exceed what they need.</summary>
    public bool IsUsedUp => Cash + Unrealized <= Positions.Sum(Need);

    /// <summary>What backs one of them: the shared money, what the others gain and lose, less what those need.</summary>
    public decimal Behind(Position position)
    {
        var others = Positions.Where(p => p != position);
        return Money.Booked(Cash + others.Sum(p => p.Unrealized(p.Market.Fair) - Need(p)));
    }

    private static decimal Need(Position position) => position.Need(position.Market.Fair);
}
