using System.Reflection;
using System.Text;

namespace PluginTrading.Storage.QuestDb;

/// <summary>The tables of the series in QuestDB, each made when it is not there.</summary>
internal static class SeriesSchema
{
    public static IReadOnlyList<string> Statements { get; } = Load();

    private static List<string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith("questdb/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(Statements)];

        IEnumerable<string> Statements(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            return reader.ReadToEnd().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
