using System.ComponentModel;
using PluginTrading.Storage;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Options of commands that look into the store of sessions.</summary>
internal class StoreSettings : CommandSettings
{
    [CommandOption("--store <PLACE>")]
    [Description("SQLite file or PostgreSQL connection string. Default: $PLUGINTRADING_STORE, else plugintrading.db in the user's data folder.")]
    public string? Store { get; init; }

    /// <exception cref="StoreException">The store cannot be used.</exception>
    public SessionStore Open() => SessionStore.Open(StoreLocation.Resolve(Store, Environment.GetEnvironmentVariable), TimeProvider.System);
}
