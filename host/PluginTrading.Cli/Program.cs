using PluginTrading.Cli.Commands;
using Spectre.Console.Cli;

namespace PluginTrading.Cli;

/// <summary>The <c>plugintrading</c> command.</summary>
internal static class Program
{
    private static int Main(string[] args) => CreateApp().Run(args);

    /// <summary>All commands; tests run them in their own process.</summary>
    internal static CommandApp CreateApp()
    {
        var app = new CommandApp();
        app.Configure(configuration =>
        {
            configuration.SetApplicationName("plugintrading");
            configuration.SetExceptionHandler(static (exception, _) => Report(exception));
            DataBranch.Register(configuration);
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
        Console.Error.WriteLine(exception is CommandAppException ? exception.Message : exception.ToString());
        return 2;
    }
}
