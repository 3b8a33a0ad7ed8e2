
namespace PluginTrading.Data.Import;

/// <summary>Finds out what the rows of a file are and which column means what.</summary>
internal sealed class ColumnFinder
{
    private readonly string _file;
    private readonly HeaderLine _header;
    private readonly ImportRequest _request;
    private readonly string[] _normalized;
    private readonly Dictionary<ColumnRole, int> _given = [];

    /// <exception cref="SourceProblemException">A given column is not in the file.</exception>
    public ColumnFinder(string file, HeaderLine header, ImportRequest request)
    {
        _file = file;
        _header = header;
        _request = request;
        _normalized = [.. header.Names.Select(ColumnNames.Normalize)];
        foreach (var (role, name) in request.Columns)
            _given.Add(role, name == "-" ? -1 : IndexOf(name, $"column {role.Name()}"));
    }

    /// <summary>Index of a column by its name.</summary>
    /// <exception cref="SourceProblemException">There is no such column.</exception>
    public int IndexOf(string name, string purpose)
    {
        for (var i = 0; i < _header.Names.Count; i++)
        {
            if (_header.Names[i] == name)
                return i;
        }

        var insensitive = Array.IndexOf(_normalized, ColumnNames.Normalize(name));
        if (insensitive >= 0 && _normalized[insensitive].Length > 0)
            return insensitive;
        throw Problem(_header.IsHeader
            ? $"has no column '{name}' ({purpose}); the columns are: {string.Join(", ", _header.Names)}."
            : $"has no header line and no column '{name}' ({purpose}); give columns by number, from 1 to {_header.Names.Count}.");
    }

    /// <summary>What the rows are: as asked for, or as the columns tell.</summary>
    /// <exception cref="SourceProblemException">The columns fit no kind, or several.</exception>
    public ImportKind FindKind()
    {
        if (_request.Kind is { } kind)
            return kind;
        if (!_header.IsHeader)
            throw Problem($"has no header line; give --kind, and --columns by number as in time=1,price=2,quantity=3 (it has {_header.Names.Count} columns).");
        var candidates = Enum.GetValues<ImportKind>().Where(Fits).ToList();
        if (candidates.Contains(ImportKind.Klines))
            candidates = [ImportKind.Klines];
        if (candidates.Count == 1 && candidates[0] is ImportKind.Trades or ImportKind.Quotes && _normalized.FirstOrDefault(ColumnNames.OrderBook.Contains) is { } book)
        {
            throw Problem($"looks like an order book (column '{_header.Names[Array.IndexOf(_normalized, book)]}'), which is not imported. "
                + $"If it has {candidates[0].Name()} as well, give --kind {candidates[0].Name()}, with --where COLUMN=VALUE to choose their rows.");
        }

        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw Problem($"has the columns {Shown}, which are those of no kind of data; expected trades (time, price, quantity), klines (time, open, high, low, close, volume), "
                + "quotes (time, bid, bid_quantity, ask, ask_quantity), marks (time, mark_price) or funding (time, funding_rate). Give --kind and --columns."),
            _ => throw Problem($"may be {string.Join(" or ", candidates.Select(c => c.Name()))}; give --kind."),
        };
    }

    /// <summary>The index of each column that is there, given or guessed.</summary>
    /// <exception cref="SourceProblemException">A required one is missing.</exception>
    public Dictionary<ColumnRole, int> FindColumns(ImportKind kind)
    {
        var found = new Dictionary<ColumnRole, int>();
        foreach (var role in kind.RequiredColumns())
        {
            found[role] = Find(role, kind) is >= 0 and var index
                ? index
                : throw Problem($"has no column that is known as the {role.Name()} of {kind.Name()}; it has {Shown}. Name it with --columns {role.Name()}=COLUMN.");
        }

        foreach (var role in kind.OptionalColumns())
        {
            var index = Find(role, kind);
            if (index >= 0 && (_given.ContainsKey(role) || !found.ContainsValue(index)))
                found[role] = index;
        }

        if (found.ContainsKey(ColumnRole.Side))
            found.Remove(ColumnRole.BuyerIsMaker);
        return found;
    }

    private string Shown => string.Join(", ", _header.Names.Take(40));

    private bool Fits(ImportKind kind)
    {
        // "rate" and "price" are too common to tell a kind by; they count only for what nothing else explains. Names of times give no kind away.
        if (kind.RequiredColumns().Any(r => Find(r, r == ColumnRole.Time ? kind : null) < 0))
            return false;
        return kind switch
        {
            ImportKind.Funding => Find(ColumnRole.Quantity, ImportKind.Trades) < 0,
            ImportKind.Trades => Find(ColumnRole.Bid, null) < 0 || Find(ColumnRole.Ask, null) < 0,
            _ => true,
        };
    }

    private int Find(ColumnRole role, ImportKind? kind)
    {
        if (_given.TryGetValue(role, out var given))
            return given;
        if (!_header.IsHeader)
            return -1;
        foreach (var name in ColumnNames.Of(role, kind, _request.Symbol))
        {
            var index = Array.IndexOf(_normalized, name);
            if (index >= 0)
                return index;
        }

        return -1;
    }

    private SourceProblemException Problem(string text) => new(new ImportProblem(_file, _header.LineNumber, "", text, IsFatal: true));
}
