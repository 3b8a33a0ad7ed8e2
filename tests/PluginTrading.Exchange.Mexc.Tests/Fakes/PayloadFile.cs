namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>Replies and frames as MEXC sends them, from <c>Payloads/</c>.</summary>
internal static class PayloadFile
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", name + ".json")).Trim();

    public static IEnumerable<string> Names() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Payloads"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);
}
