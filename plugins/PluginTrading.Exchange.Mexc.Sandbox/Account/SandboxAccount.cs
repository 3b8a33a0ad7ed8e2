using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>The one account: its money, positions and settings. Money is quote currency.</summary>
internal sealed class SandboxAccount
{
    public const string Currency = "USDT";

    private readonly Position?[] _positions;
    private readonly LeverageSetting[] _settings;

    public SandboxAccount(decimal balance, IReadOnlyList<Market> markets)
    {
        Wallet = balance;
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

    public decimal Available => Wallet - PositionMargin - Frozen;

    public decimal Equity => Wallet + Unrealized;

    /// <summary>Positions that are held, in the order of contracts, long before short.</summary>
    public IEnumerable<Position> Open => _positions.OfType<Position>();

    /// <summary>Closed positions, the oldest first.</summary>
    public List<Position> History { get; } = [];

    /// <summary>The oldest first.</summary>
    public List<FundingRecord> FundingRecords { get; } = [];

    public Position? this[Market market, bool isLong] => _positions[Slot(market, isLong)];

    public ref LeverageSetting Setting(Market market, bool isLong) => ref _settings[Slot(market, isLong)];

    public Position? ById(long id) => Open.FirstOrDefault(p => p.Id == id);

    public void Add(Position position) => _positions[Slot(position.Market, position.IsLong)] = position;

    /// <summary>Moves a position that holds nothing any more to the history.</summary>
    public void Retire(Position position)
    {
        _positions[Slot(position.Market, position.IsLong)] = null;
        History.Add(position);
    }

    /// <summary>Pays or receives funding: out of the available balance, then out of the position's margin, and never more than both hold.</summary>
    public FundingRecord PayFunding(Position position, decimal rate, long id, long timeMs)
    {
        var value = Money.Booked(position.Quantity * position.Market.Fair);
        var available = Available;
        var amount = Math.Max(Money.Booked(position.IsLong ? -value * rate : value * rate), -(available + position.Im));
        Wallet += amount;
        position.HoldFee += amount;
        position.Im -= Math.Max(0, -amount - available);
        var record = new FundingRecord(id, position, value, amount, rate, timeMs);
        FundingRecords.Add(record);
        return record;
    }

    private static int Slot(Market market, bool isLong) => (market.Contract.Index * 2) + (isLong ? 0 : 1);
}
