using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>The commands under <c>alerts</c>.</summary>
internal static class AlertsBranch
{
    public static void Register(IConfigurator configuration) => configuration.AddBranch("alerts", alerts =>
    {
        alerts.SetDescription("Look at what sessions warn of and say that it was seen.");
        alerts.AddCommand<AlertsListCommand>("list")
            .WithDescription("List the alerts that stand, newest first: those whose cause is there and that nobody has acknowledged.")
            .WithExample("alerts", "list")
            .WithExample("alerts", "list", "--session", "k3f9w2qz7a", "--all");
        alerts.AddCommand<AlertsAcknowledgeCommand>("ack")
            .WithDescription("Say that you have seen alerts. Exit code 1 when there is none of a number.")
            .WithExample("alerts", "ack", "12", "13");
    });
}
