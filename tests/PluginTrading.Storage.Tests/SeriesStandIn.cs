using System.Text.RegularExpressions;
using PluginTrading.Storage.QuestDb;

namespace PluginTrading.Storage.Tests;

/// <summary>The series' tables in PostgreSQL: with its names of types, a number for the order of arrival, and a trigger in place of QuestDB's deduplication.</summary>
internal static partial class SeriesStandIn
{
    public static IReadOnlyList<string> Tables { get; } = [.. SeriesSchema.Statements.SelectMany(Translate)];

    private static IEnumerable<string> Translate(string statement)
    {
        var (name, keys) = (Name().Match(statement).Groups[1].Value, Keys().Match(statement).Groups[1].Value);
        var columns = statement[..statement.LastIndexOf(") TIMESTAMP(", StringComparison.Ordinal)];
        yield return Symbols().Replace(columns, "text").Replace(" DOUBLE", " double precision").Replace(" LONG", " bigint").Replace(" VARCHAR", " text") + ", arrived bigserial)";
        var ofNew = string.Join(", ", keys.Split(',', StringSplitOptions.TrimEntries).Select(key => $"NEW.{key}"));
        yield return $"CREATE OR REPLACE FUNCTION {name}_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM {name} WHERE ({keys}) = ({ofNew}); RETURN NEW; END $$";
        yield return $"CREATE OR REPLACE TRIGGER {name}_once BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION {name}_once()";
        yield return $"CREATE INDEX IF NOT EXISTS {name}_keys ON {name} ({keys})";
    }

    [GeneratedRegex(@"CREATE TABLE IF NOT EXISTS (\w+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"DEDUP UPSERT KEYS\(([^)]*)\)")]
    private static partial Regex Keys();

    [GeneratedRegex(@"SYMBOL( CAPACITY \d+)?( NOCACHE| CACHE)?( INDEX)?")]
    private static partial Regex Symbols();
}
