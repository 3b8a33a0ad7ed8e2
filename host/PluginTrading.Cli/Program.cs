using PluginTrading.Cli.Commands;
using Spectre.Console.Cli;

namespace PluginTrading.Cli;

/// <summary>The <c>plugintrading</c> command.</summary>
internal static class Program
{
    /// <summary>Exit code where the arguments cannot be understood; the library's own is −1.</summary>
    private const int BadUsage = 2;

    private static int Main(string[] args) => CreateApp().Run(args) is var exitCode && exitCode < 0 ? BadUsage : exitCode;

    /// <summary>All commands; tests run them in their own process.</summary>
    internal static CommandApp CreateApp()
    {
        var app = new CommandApp();
        app.Configure(configuration =>
        {
            configuration.SetApplicationName("plugintrading");
            configuration.UseStrictParsing();
            configuration.SetInterceptor(new MissingValues());
            configuration.SetExceptionHandler(static (exception, _) => Report(exception));
            configuration.AddCommand<DemoCommand>("demo")
                .WithDescription("Run the shipped sample: two strategies on made-up pumps, with a report to open in a browser.")
                .WithExample("demo")
                .WithExample("demo", "--live");
            configuration.AddCommand<BacktestCommand>("backtest")
                .WithDescription("Run a session over recorded data and show what happened.")
                .WithExample("backtest", "samples/pump-and-dump/session.json")
                .WithExample("backtest", "session.json", "--export", "results", "--report", "report.html")
                .WithExample("backtest", "session.json", "--data", "recorded");
            configuration.AddCommand<RunCommand>("run")
                .WithDescription("Run a paper, live or collect session until it is stopped, or take a paper or live one up again where it was.")
                .WithExample("run", "paper.json")
                .WithExample("run", "live.json", "--on-stop", "flatten")
                .WithExample("run", "collect.json", "--for", "3600")
                .WithExample("run", "--resume", "k3f9w2qz7a");
            configuration.AddCommand<ReplayCommand>("replay")
                .WithDescription("Run a session's journal through its strategies again and compare every decision. Exit code 0 equal, 1 different.")
                .WithExample("replay", "k3f9w2qz7a");
            configuration.AddCommand<ValidateCommand>("validate")
                .WithDescription("Check strategies, sessions, instruments and plugin manifests and show every error at once. Exit code 0 valid, 1 invalid, 2 could not run.")
                .WithExample("validate", "strategies/pump.json", "session.json")
                .WithExample("validate", ".", "--plugins", "my-plugins")
                .WithExample("validate", "'strategies/**/*.json'", "--format", "sarif", ">", "findings.sarif");
            configuration.AddCommand<SchemaCommand>("schema")
                .WithDescription("Print a JSON schema with the names and parameters that the loaded plugins provide, for an editor's completion.")
                .WithExample("schema", "strategy", ">", "strategy.schema.json");
            configuration.AddCommand<ReconcileCommand>("reconcile")
                .WithDescription("Show what a live session would do about each difference between its journal and the venue.")
                .WithExample("reconcile", "k3f9w2qz7a", "--dry-run");
            SessionBranch.Register(configuration);
            AlertsBranch.Register(configuration);
            AuditBranch.Register(configuration);
            configuration.AddCommand<SandboxCommand>("sandbox")
                .WithDescription("Run a local exchange that speaks a real one's protocol, with a funded account and scripted faults.")
                .WithExample("sandbox", "mexc", "--port", "8765", "--key", "K", "--secret", "S")
                .WithExample("sandbox", "mexc", "--data", "data/nas", "--speed", "100", "--fault", "'drop_socket at=60'");
            DataBranch.Register(configuration);
            ResultsBranch.Register(configuration);
            configuration.AddCommand<BenchCommand>("bench")
                .WithDescription("Measure a whole backtest beside a loop written by hand for the same strategy.")
                .WithExample("bench", "--days", "20");
            configuration.AddBranch("plugins", plugins =>
            {
                plugins.SetDescription("Plugins of this host.");
                plugins.AddCommand<PluginsListCommand>("list").WithDescription("List the plugins that are found, with their status.");
            });
        });
        return app;
    }

    /// <summary>Wrong arguments are told in one line, a bug with where it happened; either way the command could not run.</summary>
    private static int Report(Exception exception)
    {
        Console.Error.WriteLine(exception is CommandAppException or UsageException ? MissingValues.Explain(exception.Message) : exception.ToString());
        return CommandOutcome.CouldNotRun;
    }
}
