using System.Globalization;
using Npgsql;

namespace PluginTrading.Storage.Postgres;

/// <summary>Reads where a PostgreSQL store is: <c>postgres://user:password@host:port/database?option=value</c> or <c>Host=…;Database=…</c>.</summary>
internal static class PostgresLocation
{
    private const int DefaultPort = 5432;

    public static bool IsUrl(string location) =>
        location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="StoreException">It cannot be read. The message repeats nothing of it: any part may be a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string location)
    {
        var settings = IsUrl(location) ? FromUrl(location) : FromPairs(location);
        if (string.IsNullOrEmpty(settings.Host))
            throw Unreadable("it names no host");
        if (string.IsNullOrEmpty(settings.Database))
            settings.Database = settings.Username;
        return settings;
    }

    public static string NameOf(NpgsqlConnectionStringBuilder settings) =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://{settings.Host}:{settings.Port}/{settings.Database}");

    private static NpgsqlConnectionStringBuilder FromPairs(string location)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(location);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Without the cause as inner exception: it may repeat values.
            throw Unreadable("a setting in it is unknown or has a value that cannot be");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string location)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url))
            throw Unreadable("it is no URL; special characters of user and password are written as %XX");
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.DnsSafeHost,
            Port = url.Port > 0 ? url.Port : DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(settings, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string option, string value)
    {
        var (key, text) = option.ToLowerInvariant() switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
            "connect_timeout" => ("Timeout", value),
            "application_name" => ("Application Name", value),
            "search_path" => ("Search Path", value),
            "sslrootcert" => ("Root Certificate", value),
            "sslcert" => ("SSL Certificate", value),
            "sslkey" => ("SSL Key", value),
            "user" => ("Username", value),
            "dbname" => ("Database", value),
            "host" or "port" or "password" or "options" => (option, value),
            _ => (option.Replace('_', ' '), value),
        };
        try
        {
            settings[key] = text;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            throw Unreadable($"its option {option} is unknown or has a value that cannot be");
        }
    }

    private static StoreException Unreadable(string cause) => new("postgresql", $"the connection string cannot be read: {cause}.");
}
