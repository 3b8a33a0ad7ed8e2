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
            DataBranch.Register(configuration);
            ResultsBranch.Register(configuration);
            configuration.AddBranch("plugins", plugins =>
            {
                plugins.SetDescription("Plugins of this host.");
                plugins.AddCommand<PluginsListCommand>("list").WithDescription("List the plugins that are found, with their status.");
            });
        });
        return app;
    }
}
