using System.ComponentModel;
using PluginTrading.Storage;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Options of commands that look into the store of sessions.</summary>
internal class StoreSettings : CommandSettings
{
    /// <summary>What <c>--help</c> says of the option.</summary>
    public const string Description = "SQLite file or PostgreSQL connection string. Default: $PLUGINTRADING_STORE, else plugintrading.db in the user's data folder.";

    [CommandOption("--store <PLACE>")]
    [Description(Description)]
    public string? Store { get; init; }

    /// <exception cref="StoreException">The store cannot be used.</exception>
    public SessionStore Open() => Open(Store);

    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static SessionStore Open(string? place) => SessionStore.Open(StoreLocation.Resolve(place, Environment.GetEnvironmentVariable), TimeProvider.System);
}
