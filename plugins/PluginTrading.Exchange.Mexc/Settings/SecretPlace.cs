using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>Where a secret is: an environment variable, or a file that holds nothing else.</summary>
/// <param name="Name"><c>key</c> or <c>secret</c>.</param>
/// <param name="Variable">Name of the environment variable.</param>
/// <param name="File">Path of the file; <see langword="null"/> for the variable.</param>
internal sealed record SecretPlace(string Name, string Variable, string? File)
{
    /// <exception cref="ExchangeSettingsException">There is none.</exception>
    public string Read(Func<string, string?> variables)
    {
        if (File is null)
        {
            return variables(Variable)?.Trim() is { Length: > 0 } value
                ? Checked(value, "env")
                : throw new ExchangeSettingsException($"market.{Name}_env: the environment variable {Variable} is not set; it must hold the API {Name}");
        }

        try
        {
            return System.IO.File.ReadAllText(File).Trim() is { Length: > 0 } text
                ? Checked(text, "file")
                : throw new ExchangeSettingsException($"market.{Name}_file: {File} is empty; it must hold the API {Name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeSettingsException($"market.{Name}_file: {File} cannot be read ({e.GetType().Name})");
        }
    }

    /// <summary>It goes into a header, whose own complaint would repeat it.</summary>
    private string Checked(string value, string place) => value.All(c => c is > ' ' and < '\x7f')
        ? value
        : throw new ExchangeSettingsException($"market.{Name}_{place}: the API {Name} holds a character that it cannot have, a space or a line break perhaps (not shown)");
}
