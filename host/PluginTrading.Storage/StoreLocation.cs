namespace PluginTrading.Storage;

/// <summary>Where the store is when nobody says.</summary>
public static class StoreLocation
{
    /// <summary>Name of the store's file.</summary>
    public const string FileName = "plugintrading.db";

    /// <summary>
    /// The given file; else <see cref="FileName"/> in <c>$PLUGINTRADING_HOME</c>, in <c>$XDG_DATA_HOME/plugintrading</c>, or in
    /// <c>~/.local/share/plugintrading</c> (Windows: the local application data folder).
    /// </summary>
    /// <param name="given">What the user named; <see langword="null"/> for the default.</param>
    /// <param name="environment">Value of an environment variable; <see langword="null"/> when it is not set.</param>
    public static string Resolve(string? given, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Path.GetFullPath(given ?? Path.Combine(DefaultFolder(environment), FileName));
    }

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
