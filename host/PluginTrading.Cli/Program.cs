using PluginTrading.Cli.Commands;
using Spectre.Console.Cli;

namespace PluginTrading.Cli;

/// <summary>The <c>plugintrading</c> command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var app = new CommandApp();
        app.Configure(configuration =>
        {
            configuration.SetApplicationName("plugintrading");
            DataBranch.Register(configuration);
        });
        return app.Run(args);
    }
}
