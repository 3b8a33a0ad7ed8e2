using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>The commands under <c>audit</c>.</summary>
internal static class AuditBranch
{
    public static void Register(IConfigurator configuration) => configuration.AddBranch("audit", audit =>
    {
        audit.SetDescription("Look at who commanded what, and check that nobody changed the log of it.");
        audit.AddCommand<AuditListCommand>("list").WithDescription("List the newest rows of the audit log.").WithExample("audit", "list", "--limit", "100");
        audit.AddCommand<AuditVerifyCommand>("verify")
            .WithDescription("Check the chain of hashes of the audit log. Exit code 0 whole, 1 changed.")
            .WithExample("audit", "verify", "--store", "team.db");
    });
}
