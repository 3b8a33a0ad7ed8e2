using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Asks MEXC about orders, fills, positions, funding and money. Whatever is no clear answer is an <see cref="ExchangeException"/>.</summary>
internal sealed class AccountQueries(AccountContext account)
{
    private const int PageSize = 100;
    private const int MostPages = 1000;

    /// <summary>MEXC refuses spans above 90 days.</summary>
    private const long LongestSpan = 89 * Timestamp.PerDay;

    private readonly MexcReads _reads = account.Reads;

    public async Task<OrderReport?> FindOrderAsync(string symbol, string clientOrderId, CancellationToken cancellationToken)
    {
        var request = RestRequest.Private($"order/external/{Uri.EscapeDataString(symbol)}/{Uri.EscapeDataString(clientOrderId)}");
        var reply = await _reads.AskAsync(request, cancellationToken).ConfigureAwait(false);
        if (reply.Kind == ReplyKind.Refused)
            return reply.Code == MexcError.OrderNotFound ? null : throw new ExchangeException($"MEXC {request}: {reply.Cause}", isTransient: false);
        if (reply.Data.IsMissing || (reply.Data.IsArray && reply.Data[0].IsMissing))
            return null;
        var order = reply.Data.IsArray ? reply.Data[0] : reply.Data;
        var size = await account.Contracts.SizeOfAsync(symbol, cancellationToken).ConfigureAwait(false);
        var report = ClearAnswer.Read($"order {clientOrderId}", () => ReportReader.Order(order, size));
        return report.ClientOrderId == clientOrderId
            ? report
            : throw new ExchangeException($"MEXC {request}: answered with the order '{report.ClientOrderId}'", isTransient: true);
    }

    public async Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        var rows = await PagesAsync(
            page => RestRequest.Private("order/list/open_orders", ("page_num", page), ("page_size", PageSize)), "orderId", cancellationToken).ConfigureAwait(false);
        return await ConvertAsync("open orders", rows, ReportReader.Order, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<FillReport>> GetFillsAsync(string symbol, Timestamp since, CancellationToken cancellationToken)
    {
        var (start, end) = Span(since);
        var rows = await PagesAsync(
            page => RestRequest.Private(
                "order/list/order_deals/v3", ("symbol", symbol), ("start_time", start), ("end_time", end), ("page_num", page), ("page_size", PageSize)),
            "id",
            cancellationToken).ConfigureAwait(false);
        var fills = await ConvertAsync($"fills of {symbol}", rows, ReportReader.Fill, cancellationToken).ConfigureAwait(false);
        return [.. Ordered(fills).Where(f => f.Symbol == symbol && f.Time.Nanoseconds >= start * Timestamp.PerMillisecond)];
    }

    public async Task<IReadOnlyList<FillReport>> GetFillsOfAsync(OrderReport order, CancellationToken cancellationToken)
    {
        var id = order.VenueOrderId ?? throw new ExchangeException($"MEXC order {order.ClientOrderId} has no venue order id; its fills cannot be asked for", isTransient: false);
        var data = await _reads.GetAsync(RestRequest.Private("order/deal_details/" + Uri.EscapeDataString(id)), cancellationToken).ConfigureAwait(false);
        var rows = data.IsMissing ? [] : ClearAnswer.Read($"fills of order {id}", () => data.Items().ToList());
        var fills = await ConvertAsync($"fills of order {id}", rows, ReportReader.Fill, cancellationToken).ConfigureAwait(false);
        return [.. Ordered(fills).DistinctBy(f => f.FillId)];
    }

    public async Task<IReadOnlyList<PositionReport>> GetPositionsAsync(CancellationToken cancellationToken)
    {
        var asked = account.Clock.Now;
        var data = await _reads.GetAsync(RestRequest.Private("position/open_positions"), cancellationToken).ConfigureAwait(false);
        var rows = ClearAnswer.Read("positions", () => data.Items().ToList());
        var positions = await ConvertAsync("positions", rows, (row, size) => ReportReader.Position(row, size, asked), cancellationToken).ConfigureAwait(false);
        return [.. positions.Where(p => p.Quantity > 0)];
    }

    public async Task<IReadOnlyList<FundingReport>> GetFundingAsync(string symbol, Timestamp since, CancellationToken cancellationToken)
    {
        var (start, end) = Span(since);
        var records = new List<FundingReport>();
        for (var page = 1; page <= MostPages; page++)
        {
            var data = await _reads.GetAsync(
                RestRequest.Private("position/funding_records", ("symbol", symbol), ("start_time", start), ("end_time", end), ("page_num", page), ("page_size", PageSize)),
                cancellationToken).ConfigureAwait(false);
            var pages = ClearAnswer.Read($"funding of {symbol}", () =>
            {
                records.AddRange(data["resultList"].Items().Select(ReportReader.Funding));
                return data["totalPage"].Int();
            });
            if (page >= pages)
            {
                return [.. records.DistinctBy(r => r.FundingId).Where(r => r.Symbol == symbol && r.Time >= since)
                    .OrderBy(r => r.Time).ThenBy(r => r.FundingId.Length).ThenBy(r => r.FundingId, StringComparer.Ordinal)];
            }
        }

        throw new ExchangeException($"MEXC funding of {symbol}: more than {MostPages} pages", isTransient: false);
    }

    public async Task<WalletReport> GetWalletAsync(CancellationToken cancellationToken)
    {
        var asked = account.Clock.Now;
        var currency = account.Currency;
        var data = await _reads.GetAsync(RestRequest.Private("account/asset/" + Uri.EscapeDataString(currency)), cancellationToken).ConfigureAwait(false);
        return ClearAnswer.Read($"money in {currency}", () => ReportReader.Wallet(data.IsArray ? data[0] : data, asked));
    }

    /// <summary>All rows of a list that comes in pages of bare arrays; a row that moved to the next page in between counts once.</summary>
    private async Task<List<Payload>> PagesAsync(Func<int, RestRequest> request, string idName, CancellationToken cancellationToken)
    {
        var rows = new List<Payload>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages; page++)
        {
            var asked = request(page);
            var data = await _reads.GetAsync(asked, cancellationToken).ConfigureAwait(false);
            var isNew = false;
            var count = ClearAnswer.Read(asked.ToString(), () =>
            {
                // The documents' tables speak of an object with a list, every example is an array.
                var items = (data.IsObject ? data["resultList"] : data).Items().ToList();
                foreach (var row in items.Where(r => ids.Add(r[idName].Text())))
                {
                    rows.Add(row);
                    isNew = true;
                }

                return items.Count;
            });
            if (count < PageSize || !isNew)
                return rows;
        }

        throw new ExchangeException($"MEXC {request(1)}: more than {MostPages} pages", isTransient: false);
    }

    private async Task<List<T>> ConvertAsync<T>(string what, List<Payload> rows, Func<Payload, decimal, T> read, CancellationToken cancellationToken)
    {
        var reports = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            var size = await account.Contracts.SizeOfAsync(ClearAnswer.Read(what, () => row["symbol"].Text()), cancellationToken).ConfigureAwait(false);
            reports.Add(ClearAnswer.Read(what, () => read(row, size)));
        }

        return reports;
    }

    /// <summary>Unix milliseconds from a second before to a little ahead of now, so that no clock hides a row.</summary>
    private (long Start, long End) Span(Timestamp since)
    {
        var end = account.Clock.Now.Plus(10 * Timestamp.PerSecond);
        var start = Math.Max(Math.Max(since.Nanoseconds, Timestamp.PerSecond) - Timestamp.PerSecond, end.Nanoseconds - LongestSpan);
        return (start / Timestamp.PerMillisecond, end.Nanoseconds / Timestamp.PerMillisecond);
    }

    private static IEnumerable<FillReport> Ordered(IEnumerable<FillReport> fills) =>
        fills.OrderBy(f => f.Time).ThenBy(f => f.FillId.Length).ThenBy(f => f.FillId, StringComparer.Ordinal);
}
