using System.ComponentModel;
using PluginTrading.Storage;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Options that all commands under <c>results</c> have.</summary>
internal class ResultsSettings : CommandSettings
{
    [CommandOption("--store <FILE>")]
    [Description("The store: a file, or postgres://… of a PostgreSQL database. Default: $PLUGINTRADING_STORE, else plugintrading.db in $PLUGINTRADING_HOME, else in the user's data folder.")]
    public string? Store { get; init; }

    [CommandOption("--json")]
    [Description("Write JSON, every digit.")]
    public bool Json { get; init; }

    /// <exception cref="StoreException">There is no store there, or it cannot be used.</exception>
    public ResultStore Open() => ResultStore.OpenExisting(StoreLocation.Resolve(Store, Environment.GetEnvironmentVariable), TimeProvider.System);
}
