using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using PluginTrading.Engine.Inputs;
using PluginTrading.Service.Sessions;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Commands that are no level of the stop ladder.</summary>
internal enum SessionVerb
{
    Close,
    Stop,
}

/// <summary><c>plugintrading session pause</c> and the like: leaves a command in the session's folder, where the session takes it up.</summary>
internal sealed class SessionCommand : Command<SessionCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            if (SessionPlace.Find(settings.Home, settings.Session) is not { } folder)
                return CommandOutcome.BadInput;
            var by = Environment.UserName;
            if (context.Data is SessionVerb.Close && settings.Symbol is null)
            {
                Console.Error.WriteLine("Which position? Expected a symbol, as in: session close KEY BTC_USDT.");
                return CommandOutcome.CouldNotRun;
            }

            new CommandBox(folder, TimeProvider.System).Put(context.Data switch
            {
                TradingLevel level => new CommandNote { Level = level, By = by },
                SessionVerb.Close => new CommandNote { Close = settings.Symbol, By = by },
                _ => new CommandNote { Stop = settings.Flatten ? StopMode.Flatten : StopMode.Keep, By = by },
            });
            Console.Out.WriteLine($"left for session {folder.Key}: {context.Name}. It takes it up at once, or when it is resumed.");
            return CommandOutcome.Done;
        },
        cancellationToken);

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<SESSION>")]
        [Description("Key of the session, or the beginning of it.")]
        public string Session { get; init; } = "";

        [CommandArgument(1, "[SYMBOL]")]
        [Description("For close: the symbol.")]
        public string? Symbol { get; init; }

        [CommandOption("--flatten")]
        [Description("For stop: close every position first. Otherwise positions stay open at the venue.")]
        public bool Flatten { get; init; }

        [CommandOption("--home <DIR>")]
        [Description("Folder of the sessions' journals. Default: sessions in the user's data folder.")]
        public string? Home { get; init; }
    }
}
