using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>The one account: its money, positions and settings. Money is quote currency.</summary>
internal sealed class SandboxAccount
{
    public const string Currency = "USDT";

    private readonly Position?[] _positions;
    private readonly LeverageSetting[] _settings;
    private int _cross;

    public SandboxAccount(decimal balance, IReadOnlyList<Market> markets)
    {
        Wallet = balance;
        Cross = new CrossMargin(this);
        _positions = new Position?[markets.Count * 2];
        _settings = [.. markets.SelectMany(m => Enumerable.Repeat(new LeverageSetting(Math.Min(20, m.Contract.Instrument.MaxLeverage), 1), 2))];
    }

    /// <summary>Cash, margins included, unrealized P&amp;L not.</summary>
    public decimal Wallet { get; set; }

    /// <summary>Margin reserved by open orders.</summary>
    public decimal Frozen { get; set; }

    /// <summary>1 hedge, 2 one-way.</summary>
    public int PositionMode { get; set; } = 1;

    public decimal PositionMargin => Open.Sum(p => p.Im);

    public decimal Unrealized => Open.Sum(p => p.Unrealized(p.Market.Fair));

    public CrossMargin Cross { get; }

    /// <summary>Whether a cross position is held.</summary>
    public bool HoldsCross => _cross > 0;

    /// <summary>Usable now: what is neither margin nor reserved, less what cross positions lose. Below 0 when they lose more.</summary>
    public decimal Available => Wallet - PositionMargin - Frozen + Math.Min(0, Money.Booked(Cross.Unrealized));

    public decimal Equity => Wallet + Unrealized;

    /// <summary>Positions that are held, in the order of contracts, long before short.</summary>
    public IEnumerable<Position> Open => _positions.OfType<Position>();

    /// <summary>Closed positions, the oldest first.</summary>
    public List<Position> History { get; } = [];

    /// <summary>The oldest first.</summary>
    public List<FundingRecord> FundingRecords { get; } = [];

    public Position? this[Market market, bool isLong] => _positions[Slot(market, isLong)];

    /// <summary>One side as it stands: the position's setting where there is one, else what is chosen for the next.</summary>
    public AccountSide Side(Market market, bool isLong) => this[market, isLong] is { } position
        ? new AccountSide(market, isLong, new LeverageSetting(position.Leverage, position.OpenType), position.Level)
        : new AccountSide(market, isLong, Setting(market, isLong), 1);

    public ref LeverageSetting Setting(Market market, bool isLong) => ref _settings[Slot(market, isLong)];

    /// <summary>What backs a position: its margin, or what the account has for it.</summary>
    public decimal Behind(Position position) => position.IsCross ? Cross.Behind(position) : position.Im;

    public Position? ById(long id) => Open.FirstOrDefault(p => p.Id == id);

    public void Add(Position position)
    {
        _positions[Slot(position.Market, position.IsLong)] = position;
        _cross += position.IsCross ? 1 : 0;
    }

    /// <summary>Moves a position that holds nothing any more to the history.</summary>
    public void Retire(Position position)
    {
        _positions[Slot(position.Market, position.IsLong)] = null;
        _cross -= position.IsCross ? 1 : 0;
        History.Add(position);
    }

    /// <summary>
    /// Pays or receives funding: out of the available balance, then out of the position's margin, and never more than both hold; for a cross position out of the
    /// money that cross positions share.
    /// </summary>
    public FundingRecord PayFunding(Position position, decimal rate, long id, long timeMs)
    {
        var value = Money.Booked(position.Quantity * position.Market.Fair);
        var available = Math.Max(0, position.IsCross ? Cross.Cash : Available);
        var margin = position.IsCross ? 0 : position.Im;
        var amount = Math.Max(Money.Booked(position.IsLong ? -value * rate : value * rate), -(available + margin));
        Wallet += amount;
        position.HoldFee += amount;
        if (!position.IsCross)
            position.Im -= Math.Max(0, -amount - available);
        var record = new FundingRecord(id, position, value, amount, rate, timeMs);
        FundingRecords.Add(record);
        return record;
    }

    private static int Slot(Market market, bool isLong) => (market.Contract.Index * 2) + (isLong ? 0 : 1);
}
