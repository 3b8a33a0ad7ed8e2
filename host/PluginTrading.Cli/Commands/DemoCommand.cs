using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading demo</c>: the shipped session, with its report; needs nothing but this program.</summary>
internal sealed class DemoCommand(IAnsiConsole console) : Command<DemoCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var request = new BacktestRequest
        {
            Session = Path.Combine(AppContext.BaseDirectory, "samples", "pump-and-dump", "session.json"),
            Export = settings.Export,
            Report = settings.Report,
            IsStored = false,
        };
        return CommandOutcome.Of(token => BacktestFlow.Run(request, console, token), cancellationToken);
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandOption("-r|--report <FILE>")]
        [Description("Where the HTML page goes.")]
        [DefaultValue("plugintrading-demo.html")]
        public string Report { get; init; } = "plugintrading-demo.html";

        [CommandOption("-e|--export <DIR>")]
        [Description("Also write summary.json and the CSV files there.")]
        public string? Export { get; init; }
    }
}
