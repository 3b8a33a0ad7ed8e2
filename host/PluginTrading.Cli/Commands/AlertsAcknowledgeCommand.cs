using System.ComponentModel;
using System.Globalization;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading alerts ack</c>: says that somebody has seen alerts.</summary>
internal sealed class AlertsAcknowledgeCommand : Command<AlertsAcknowledgeCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            var exitCode = CommandOutcome.Done;
            foreach (var id in settings.Ids.Select(Number))
            {
                switch (store.AcknowledgeAlert(id!.Value, Environment.UserName, Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow())))
                {
                    case AlertAcknowledgement.Done:
                        Console.Out.WriteLine($"alert {id}: seen by {Environment.UserName}");
                        break;
                    case AlertAcknowledgement.WasDone:
                        Console.Out.WriteLine($"alert {id}: somebody had seen it before");
                        break;
                    default:
                        Console.Error.WriteLine($"There is no alert {id} in {store.Name}. See plugintrading alerts list.");
                        exitCode = CommandOutcome.BadInput;
                        break;
                }
            }

            return exitCode;
        },
        cancellationToken);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal sealed class Settings : StoreSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("Numbers of the alerts, as 'alerts list' shows them.")]
        public string[] Ids { get; init; } = [];

        public override ValidationResult Validate() => Ids.FirstOrDefault(id => Number(id) is null) is { } wrong
            ? ValidationResult.Error($"'{wrong}' is not the number of an alert; expected one that 'plugintrading alerts list' shows.")
            : ValidationResult.Success();
    }
}
