using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>The commands under <c>results</c>.</summary>
internal static class ResultsBranch
{
    public static void Register(IConfigurator configuration) => configuration.AddBranch("results", results =>
    {
        results.SetDescription("Look at stored runs and compare them.");
        results.AddCommand<ResultsListCommand>("list")
            .WithDescription("List the stored runs, newest first.")
            .WithExample("results", "list")
            .WithExample("results", "list", "--limit", "100", "--json")
            .WithExample("results", "list", "--strategy", "momentum_long")
            .WithExample("results", "list", "--data", "data/nas");
        results.AddCommand<ResultsShowCommand>("show")
            .WithDescription("Show one run: figures, strategies, equity and newest trades.")
            .WithExample("results", "show", "7")
            .WithExample("results", "show", "7", "--trades", "50", "--store", "research.db");
        results.AddCommand<ResultsCompareCommand>("compare")
            .WithDescription("Put runs side by side, or the strategies within one.")
            .WithExample("results", "compare", "6", "7")
            .WithExample("results", "compare", "7");
    });
}
