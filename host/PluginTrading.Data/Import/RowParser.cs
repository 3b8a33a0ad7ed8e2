using System.Globalization;
using System.Text;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Turns one row into events, or says what is wrong with it.</summary>
internal sealed class RowParser(SourceLayout layout, ProblemList problems)
{
    private readonly MarketEvent[] _events = new MarketEvent[4];
    private readonly FieldSplitter _fields = new(layout.Delimiter);
    private long _line;
    private bool _isBad;

    /// <summary>Splits the row; false when it is not of the file's shape, which is reported.</summary>
    public bool Split(ReadOnlySpan<byte> line, long lineNumber, out ReadOnlySpan<byte> text)
    {
        _line = lineNumber;
        _isBad = false;
        if (!_fields.Split(line, out text))
            Report("", "has a quote that is not closed on the same line; expected it closed");
        else if (_fields.Count != layout.Header.Count)
            Report("", $"has {_fields.Count} columns; expected {layout.Header.Count} as in the first line");
        else if (!System.Text.Unicode.Utf8.IsValid(line))
            Report("", "has bytes that are not UTF-8; expected text in UTF-8");
        return !_isBad;
    }

    /// <summary>Whether the row is one of those to take.</summary>
    public bool IsWanted(ReadOnlySpan<byte> text) => layout.Filter.Accepts(_fields, text);

    /// <summary>The row's id; empty where the file has none.</summary>
    public ReadOnlySpan<byte> Id(ReadOnlySpan<byte> text) => layout.Column(ColumnRole.Id) is >= 0 and var index ? _fields.Field(text, index) : default;

    /// <summary>The row's events, none for a kline without volume; false when it is bad, which is reported.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out ReadOnlySpan<MarketEvent> events)
    {
        CheckExchange(text);
        var time = Time(text);
        var count = layout.Kind switch
        {
            ImportKind.Trades => ParseTrade(text, time),
            ImportKind.Klines => ParseKline(text, time),
            ImportKind.Quotes => ParseQuote(text, time),
            ImportKind.Marks => ParseMark(text, time),
            _ => ParseFunding(text, time),
        };
        events = _events.AsSpan(0, count);
        return !_isBad;
    }

    /// <summary>Reports the current row as bad.</summary>
    public void Report(string column, string text)
    {
        _isBad = true;
        problems.Add(new ImportProblem(layout.Source.Name, _line, column, text + "."));
    }

    private void CheckExchange(ReadOnlySpan<byte> text)
    {
        if (layout.Filter.ExchangeColumn < 0)
            return;
        var exchange = _fields.Field(text, layout.Filter.ExchangeColumn);
        if (layout.Filter.OtherExchange(exchange) is not { } other)
            return;
        var column = layout.Header[layout.Filter.ExchangeColumn];
        Report(column, $"is '{Shown(exchange)}' where earlier rows have '{other}'; choose one with --where {column}={other}");
    }

    private Timestamp Time(ReadOnlySpan<byte> text)
    {
        var field = _fields.Field(text, layout.Column(ColumnRole.Time));
        if (!layout.Time.TryRead(field, out var time))
            Report(layout.Name(ColumnRole.Time), $"is '{Shown(field)}'; expected {layout.Time.Description}");
        return time;
    }

    private int ParseTrade(ReadOnlySpan<byte> text, Timestamp time)
    {
        var price = Positive(text, ColumnRole.Price);
        var quantity = Positive(text, ColumnRole.Quantity) * layout.QuantityUnit;
        if (layout.Column(ColumnRole.Id) >= 0 && Id(text).Length == 0)
            Report(layout.Name(ColumnRole.Id), "is empty; expected the id of a trade");
        _events[0] = MarketEvent.Trade(0, time, price, quantity, Side(text));
        return 1;
    }

    private TakerSide Side(ReadOnlySpan<byte> text)
    {
        var isFlag = layout.Column(ColumnRole.Side) < 0;
        var role = isFlag ? ColumnRole.BuyerIsMaker : ColumnRole.Side;
        if (layout.Column(role) < 0)
            return TakerSide.Unknown;
        var field = _fields.Field(text, layout.Column(role));
        if ((isFlag ? TakerSides.FromBuyerIsMaker(field) : TakerSides.Parse(field)) is { } side)
            return side;
        Report(layout.Name(role), $"is '{Shown(field)}'; expected {(isFlag ? "true, false, 1 or 0" : "buy, sell, b or s")}");
        return TakerSide.Unknown;
    }

    /// <summary>Open at the start, the extremes at one and two thirds (the nearer to the open first), close at the last nanosecond.</summary>
    private int ParseKline(ReadOnlySpan<byte> text, Timestamp time)
    {
        var volume = NotNegative(text, ColumnRole.Volume);
        if (volume == 0)
            return 0;
        var open = Positive(text, ColumnRole.Open);
        var high = Positive(text, ColumnRole.High);
        var low = Positive(text, ColumnRole.Low);
        var close = Positive(text, ColumnRole.Close);
        if (_isBad)
            return 0;
        CheckRange(open, high, low, close);
        var quarter = volume * layout.QuantityUnit / 4;
        var length = layout.KlineNanoseconds;
        var (second, third) = close < open ? (high, low) : (low, high);
        _events[0] = MarketEvent.Trade(0, time, open, quarter);
        _events[1] = MarketEvent.Trade(0, time.Plus(length / 3), second, quarter);
        _events[2] = MarketEvent.Trade(0, time.Plus(2 * length / 3), third, quarter);
        _events[3] = MarketEvent.Trade(0, time.Plus(length - 1), close, quarter);
        return 4;
    }

    private void CheckRange(double open, double high, double low, double close)
    {
        if (high < low)
            Report(layout.Name(ColumnRole.High), Invariant($"is {high}, below the low {low}; expected high ≥ low"));
        else if (open > high || open < low)
            Report(layout.Name(ColumnRole.Open), Invariant($"is {open}; expected it from the low {low} to the high {high}"));
        else if (close > high || close < low)
            Report(layout.Name(ColumnRole.Close), Invariant($"is {close}; expected it from the low {low} to the high {high}"));
    }

    private int ParseQuote(ReadOnlySpan<byte> text, Timestamp time)
    {
        var bid = Positive(text, ColumnRole.Bid);
        var bidQuantity = Positive(text, ColumnRole.BidQuantity) * layout.QuantityUnit;
        var ask = Positive(text, ColumnRole.Ask);
        var askQuantity = Positive(text, ColumnRole.AskQuantity) * layout.QuantityUnit;
        if (bid > ask)
            Report(layout.Name(ColumnRole.Bid), Invariant($"is {bid}, above the ask {ask}: a crossed quote; expected bid ≤ ask"));
        if (layout.Column(ColumnRole.Id) >= 0 && Id(text).Length == 0)
            Report(layout.Name(ColumnRole.Id), "is empty; expected the id of a quote");
        _events[0] = MarketEvent.Quote(0, time, bid, bidQuantity, ask, askQuantity);
        return 1;
    }

    private int ParseMark(ReadOnlySpan<byte> text, Timestamp time)
    {
        _events[0] = MarketEvent.Mark(0, time, Positive(text, ColumnRole.MarkPrice));
        return 1;
    }

    private int ParseFunding(ReadOnlySpan<byte> text, Timestamp time)
    {
        var rate = Number(text, ColumnRole.FundingRate, "a fraction such as 0.0001 for 0.01 %");
        if (Math.Abs(rate) >= 1)
            Report(layout.Name(ColumnRole.FundingRate), Invariant($"is {rate}; expected a fraction such as 0.0001 for 0.01 %, between -1 and 1"));
        _events[0] = MarketEvent.Funding(0, time, rate);
        return 1;
    }

    private double Positive(ReadOnlySpan<byte> text, ColumnRole role)
    {
        var value = Number(text, role, "a finite number > 0");
        if (value <= 0)
            Report(layout.Name(role), Invariant($"is {value}; expected a finite number > 0"));
        return value;
    }

    private double NotNegative(ReadOnlySpan<byte> text, ColumnRole role)
    {
        var value = Number(text, role, "a finite number ≥ 0");
        if (value < 0)
            Report(layout.Name(role), Invariant($"is {value}; expected a finite number ≥ 0"));
        return value;
    }

    /// <summary>A finite number; NaN when it is none, which is reported.</summary>
    private double Number(ReadOnlySpan<byte> text, ColumnRole role, string expected)
    {
        var field = _fields.Field(text, layout.Column(role));
        var isNumber = DecimalText.TryParse(field, out var value);
        if (isNumber && double.IsFinite(value))
            return value;
        var problem = field.Length == 0 ? "is empty" : !isNumber ? $"is '{Shown(field)}', not a number" : $"is '{Shown(field)}', not finite";
        Report(layout.Name(role), $"{problem}; expected {expected}");
        return double.NaN;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shown(ReadOnlySpan<byte> field)
    {
        var text = Encoding.UTF8.GetString(field.Length > 60 ? field[..60] : field);
        return field.Length > 60 ? text + "…" : text;
    }
}
