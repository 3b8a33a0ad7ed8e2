using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading demo</c>: the shipped session, with its report; or a live session against a local exchange; needs nothing but this program.</summary>
internal sealed class DemoCommand(IAnsiConsole console) : Command<DemoCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Live)
            return CommandOutcome.Of(token => new LiveDemo(settings.Home, settings.Speed, console).Run(token), cancellationToken);
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
        [CommandOption("--live")]
        [Description("Run a live session against a local exchange instead: orders over HTTP, fills over WebSocket, a journal to replay.")]
        public bool Live { get; init; }

        [CommandOption("--speed <FACTOR>")]
        [Description("With --live: seconds of market time per second.")]
        [DefaultValue(30.0)]
        public double Speed { get; init; } = 30;

        [CommandOption("--home <DIR>")]
        [Description("With --live: folder of the session's journal. Default: sessions in the user's data folder.")]
        public string? Home { get; init; }

        [CommandOption("-r|--report <FILE>")]
        [Description("Where the HTML page goes.")]
        [DefaultValue("plugintrading-demo.html")]
        public string Report { get; init; } = "plugintrading-demo.html";

        [CommandOption("-e|--export <DIR>")]
        [Description("Also write summary.json and the CSV files there.")]
        public string? Export { get; init; }
    }
}
