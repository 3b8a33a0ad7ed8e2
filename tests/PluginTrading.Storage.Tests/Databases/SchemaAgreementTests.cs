using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Tests.Databases;

/// <summary>Whether SQLite and PostgreSQL have the same tables.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly Dictionary<string, string[]> TypesOf = new() { ["INTEGER"] = ["bigint"], ["REAL"] = ["double precision"], ["TEXT"] = ["text", "numeric"] };

    [Fact]
    public void Both_kinds_of_database_have_the_same_columns_in_the_same_order_and_the_same_indices()
    {
        using var sqlite = new TestPlace(Dialect.Sqlite);
        using var postgres = new TestPlace(Dialect.Postgres);
        SessionStore.Open(sqlite.Location, new FixedTime()).Dispose();
        SessionStore.Open(postgres.Location, new FixedTime()).Dispose();

        var ours = Columns(sqlite, "SELECT t.name AS table_name, c.name, c.type, c.\"notnull\" OR c.pk > 0 AS required FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid");
        var theirs = Columns(postgres, """
            SELECT table_name, column_name AS name, data_type AS type, CASE is_nullable WHEN 'NO' THEN 1::bigint ELSE 0::bigint END AS required
            FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name COLLATE "C", ordinal_position
            """);

        ours.Select(column => (column.Table, column.Name, column.IsRequired)).ShouldBe(theirs.Select(column => (column.Table, column.Name, column.IsRequired)));
        foreach (var (one, other) in ours.Zip(theirs))
            TypesOf[one.Type].ShouldContain(other.Type, $"{one.Table}.{one.Name}");
        postgres.Texts("SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%_pkey' ORDER BY indexname COLLATE \"C\"")
            .ShouldBe(sqlite.Texts("SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name"));
    }

    private static List<(string Table, string Name, string Type, bool IsRequired)> Columns(TestPlace place, string sql)
    {
        using var connection = place.Database.Open();
        return place.Database.Rows(connection, sql, reader => (reader.Text("table_name"), reader.Text("name"), reader.Text("type"), reader.Long("required") != 0));
    }
}
