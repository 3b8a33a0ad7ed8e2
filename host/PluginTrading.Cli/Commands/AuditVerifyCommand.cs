using System.Globalization;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading audit verify</c>: whether the audit log is as it was written.</summary>
internal sealed class AuditVerifyCommand : Command<StoreSettings>
{
    public override int Execute(CommandContext context, StoreSettings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            if (store.FirstBrokenAuditRow() is { } broken)
            {
                Console.Error.WriteLine($"The audit log of {store.Name} was changed: row {broken} is not as it was written, or is missing. What stands before it is whole.");
                return CommandOutcome.BadInput;
            }

            var rows = store.AuditLog(1) is [var newest] ? newest.Sequence : 0;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The audit log is whole: {rows:N0} rows, each as it was written."));
            return CommandOutcome.Done;
        },
        cancellationToken);
}
