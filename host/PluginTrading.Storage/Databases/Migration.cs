using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PluginTrading.Storage.Databases;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Name">File name.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>The steps for SQLite that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Sqlite { get; } = Load("sqlite/");

    /// <summary>The steps for PostgreSQL that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Postgres { get; } = Load("postgresql/");

    /// <summary>Digest of the statements, line ends aside, in lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static List<Migration> Load(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
                var name = resource[folder.Length..];
                return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
            })
            .ToList();
        for (var index = 0; index < migrations.Count; index++)
        {
            if (migrations[index].Version != index + 1)
                throw new InvalidOperationException($"Migration {migrations[index].Name} stands at place {index + 1}; numbers go up from 0001 without gaps.");
        }

        return migrations;
    }
}
