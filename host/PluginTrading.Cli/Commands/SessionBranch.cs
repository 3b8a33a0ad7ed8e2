using PluginTrading.Engine.Inputs;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading session</c>: looking at paper and live sessions and moving them up and down the stop ladder.</summary>
internal static class SessionBranch
{
    public static void Register(IConfigurator configuration) => configuration.AddBranch("session", session =>
    {
        session.SetDescription("Look at paper and live sessions and command them while they run.");
        session.AddCommand<SessionListCommand>("list").WithDescription("List the sessions of a store, the newest first.").WithExample("session", "list", "--status", "running");
        session.AddCommand<SessionShowCommand>("show").WithDescription("Show a session: money, positions, state machines, orders, signals, alerts, collected files.")
            .WithExample("session", "show", "k3f9w2qz7a").WithExample("session", "show", "k3f9w2qz7a", "--json");
        session.AddCommand<SessionStoreCommand>("store").WithDescription("Store what a session's journal holds and the store lacks: after a run without the store, or one that ended while the store was away.").WithExample("session", "store", "k3f9w2qz7a");
        Level(session, "pause", TradingLevel.EntriesPaused, "No new entries; entries at work stay.");
        Level(session, "reduce-only", TradingLevel.ReduceOnly, "No new entries, and entries at work are cancelled; exits run.");
        Level(session, "cancel-orders", TradingLevel.OrdersCancelled, "Cancel every order at work, closes too; positions stay managed.");
        Level(session, "flatten", TradingLevel.Flatten, "Close every position at the market, and any that opens later.");
        Level(session, "unpause", TradingLevel.Active, "Let entries through again, also after a limit has stopped them.");
        session.AddCommand<SessionCommand>("close").WithData(SessionVerb.Close).WithDescription("Close the position on one symbol at the market.").WithExample("session", "close", "k3f9w2qz7a", "BTC_USDT");
        session.AddCommand<SessionCommand>("stop").WithData(SessionVerb.Stop).WithDescription("Stop the session; --flatten closes everything first.").WithExample("session", "stop", "k3f9w2qz7a", "--flatten");
    });

    private static void Level(IConfigurator<CommandSettings> session, string name, TradingLevel level, string text) =>
        session.AddCommand<SessionCommand>(name).WithData(level).WithDescription(text).WithExample("session", name, "k3f9w2qz7a");
}
