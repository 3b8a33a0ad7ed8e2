using System.Text.RegularExpressions;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Postgres;

namespace PluginTrading.Storage;

/// <summary>Where the store is: a SQLite file or a PostgreSQL database.</summary>
public static partial class StoreLocation
{
    /// <summary>Name of the store's file.</summary>
    public const string FileName = "plugintrading.db";

    /// <summary>The environment variable that names the store when the user does not.</summary>
    public const string Variable = "PLUGINTRADING_STORE";

    /// <summary>
    /// The given file or connection string; else that of <c>$PLUGINTRADING_STORE</c>; else <see cref="FileName"/> in
    /// <c>$PLUGINTRADING_HOME</c>, in <c>$XDG_DATA_HOME/plugintrading</c>, or in <c>~/.local/share/plugintrading</c> (Windows: the local
    /// application data folder).
    /// </summary>
    /// <param name="given">What the user named: a path, <c>postgres://…</c> or <c>Host=…;…</c>; <see langword="null"/> for the default.</param>
    /// <param name="environment">Value of an environment variable; <see langword="null"/> when it is not set.</param>
    /// <returns>A full path, or the connection string as it was given. The latter may hold a password: show <see cref="Describe"/> instead.</returns>
    public static string Resolve(string? given, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var named = given ?? (environment(Variable) is { Length: > 0 } variable ? variable : null);
        return named is not null && IsPostgres(named) ? named : Path.GetFullPath(named ?? Path.Combine(DefaultFolder(environment), FileName));
    }

    /// <summary>Whether a location is a PostgreSQL connection string.</summary>
    public static bool IsPostgres(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return PostgresLocation.IsUrl(location) || HostSetting().IsMatch(location);
    }

    /// <summary>A location without its secrets: the path, or host, port and database.</summary>
    /// <exception cref="StoreException">It cannot be understood.</exception>
    public static string Describe(string location) => Database.At(location).Name;

    [GeneratedRegex(@"(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostSetting();

    private static string DefaultFolder(Func<string, string?> environment)
    {
        if (environment("PLUGINTRADING_HOME") is { Length: > 0 } home)
            return home;

        // The base directory specification says that a relative XDG_DATA_HOME is to be ignored.
        var data = environment("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "plugintrading");
    }
}
