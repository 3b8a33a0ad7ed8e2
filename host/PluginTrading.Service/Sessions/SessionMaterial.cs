using System.Globalization;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Settings;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;

namespace PluginTrading.Service.Sessions;

/// <summary>Joins a session document with the contract rules of its symbols: what the engine runs and what results say about it.</summary>
internal static class SessionMaterial
{
    /// <exception cref="SessionException">The symbols are not paid in one currency.</exception>
    public static SessionSettings Settings(SessionDocument document, IReadOnlyList<Instrument> instruments)
    {
        var quotes = instruments.Select(i => i.Quote).Distinct().ToList();
        if (quotes.Count > 1)
            throw new SessionException(document.Path, $"its symbols are paid in {string.Join(" and ", quotes)}; expected one quote currency, that of initial_balance.");
        return new SessionSettings
        {
            Strategies = [.. document.Strategies.Select(s => s.Definition)],
            Instruments = instruments,
            Direction = document.Direction,
            InitialBalance = document.InitialBalance,
            MaxConcurrentSignals = document.MaxConcurrentSignals,
            Risk = document.Risk,
            Fees = document.Fees,
        };
    }

    public static RunDescription Describe(SessionDocument document, SessionSettings settings, DataProvenance? data) => new()
    {
        SessionType = document.SessionType.ToString().ToLowerInvariant(),
        StrategyNames = [.. document.Strategies.Select(s => s.Definition.Name)],
        Symbols = document.Symbols,
        QuoteCurrency = settings.Instruments[0].Quote,
        Direction = document.Direction,
        InitialBalance = document.InitialBalance,
        Seed = document.Execution.Seed,
        Data = data,
        Settings = SettingsOf(document),
        Document = document.Text,
    };

    private static List<KeyValuePair<string, string>> SettingsOf(SessionDocument document)
    {
        var settings = new List<KeyValuePair<string, string>>();
        if (document.Market is DatasetMarket market)
        {
            Add("from", market.From?.ToString());
            Add("to", market.To?.ToString());
        }

        Add("slippage", document.Execution.Slippage.ToString());
        Add("taker fee", Pct(document.Fees.TakerFeePct));
        Add("maker fee", Pct(document.Fees.MakerFeePct));
        Add("latency", FormattableString.Invariant($"{document.Execution.LatencyMs} ms"));
        Add("max participation", document.Execution.MaxParticipation?.ToString(CultureInfo.InvariantCulture));
        Add("max concurrent signals", document.MaxConcurrentSignals.ToString(CultureInfo.InvariantCulture));
        Add("max open positions", document.Risk.MaxOpenPositions.ToString(CultureInfo.InvariantCulture));
        Add("max daily loss", document.Risk.MaxDailyLoss?.ToString(CultureInfo.InvariantCulture));
        Add("max drawdown", document.Risk.MaxDrawdownPct is { } drawdown ? Pct(drawdown) : null);
        return settings;

        void Add(string name, string? value)
        {
            if (value is not null)
                settings.Add(new(name, value));
        }

        static string Pct(decimal value) => FormattableString.Invariant($"{value} %");
    }
}
