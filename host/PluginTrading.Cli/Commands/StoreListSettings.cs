using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Options of commands that list the newest rows of a store.</summary>
internal class StoreListSettings : StoreSettings
{
    [CommandOption("-n|--limit <COUNT>")]
    [Description("How many at most.")]
    [DefaultValue(100)]
    public int Limit { get; init; } = 100;

    public override ValidationResult Validate() =>
        Limit > 0 ? ValidationResult.Success() : ValidationResult.Error($"--limit is {Limit}; expected a number above 0.");
}
