using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc;

/// <summary>Makes connections to MEXC's USDT perpetual futures.</summary>
internal sealed class MexcExchangeFactory : IExchangeFactory
{
    public string Name => "mexc";

    public string Notice =>
        """
        MEXC futures through the API, as of Oct 2026: open since 2026-03-31 for accounts that completed KYC, not for all. Orders need an API key with the
        futures permissions "View Account Details", "View Order Details" and "Order Placing", best bound to your IP address. MEXC does not serve some
        regions (its User Agreement lists the US, the UK, Canada, Singapore, Mainland China, Hong Kong, Malaysia and others). Contracts that MEXC marks
        apiAllowed=false are refused. API orders pay their own fees whatever the web shows: since 2026-06-01 maker 0.06 %, taker 0.08 %; zero-fee
        promotions, VIP levels and MX discounts do not count. There is no test network: orders are real. MEXC has closed and reopened this API and changed
        its fees before; read its "API updates" announcements first.
        """;

    public IExchange Create(ExchangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = MexcSettings.Read(context.Settings);
        foreach (var url in new[] { settings.RestUrl, settings.WebSocketUrl }.Where(u => u.Scheme is "http" or "ws" && !u.IsLoopback))
            context.Log(ExchangeLogLevel.Warning, $"MEXC: {url} is not encrypted");
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        };
        return new MexcExchange(settings, context, handler, () => new ClientSocket());
    }
}
