using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Tests.Postgres;

namespace PluginTrading.Storage.Tests;

public sealed class StoreLocationTests
{
    private const string Secret = "s3cret/@:x";

    [Theory]
    [InlineData("postgres://ann:s3cret%2F%40%3Ax@db.example:5433/trading?sslmode=verify-full&search_path=a")]
    [InlineData("postgresql://ann:s3cret%2F%40%3Ax@db.example:5433/trading")]
    [InlineData("Host=db.example;Port=5433;Username=ann;Password=s3cret/@:x;Database=trading")]
    [InlineData("username=ann; password=s3cret/@:x; server=db.example; port=5433; database=trading")]
    public void A_connection_string_is_a_place_and_its_description_has_no_secret(string location)
    {
        StoreLocation.Resolve(location, _ => null).ShouldBe(location);
        StoreLocation.Resolve(null, name => name == StoreLocation.Variable ? location : null).ShouldBe(location);
        StoreLocation.Describe(location).ShouldBe("postgresql://db.example:5433/trading");
        var settings = Storage.Postgres.PostgresLocation.Parse(location);
        (settings.Username, settings.Password).ShouldBe(("ann", Secret));
    }

    [Theory]
    [InlineData("store.db")]
    [InlineData("my=host.db")]
    [InlineData("./Host=x.db")]
    public void A_file_is_a_full_path(string location)
    {
        StoreLocation.IsPostgres(location).ShouldBeFalse();
        StoreLocation.Resolve(location, _ => "ignored").ShouldBe(Path.GetFullPath(location));
        StoreLocation.Resolve(null, name => name == StoreLocation.Variable ? location : null).ShouldBe(Path.GetFullPath(location));
    }

    [Theory]
    [InlineData("postgres://ann:s3cret@host:port/x")]
    [InlineData("postgres://ann:s3cret@/x")]
    [InlineData("postgres://ann:s3cret@host/x?sslmode=s3cret")]
    [InlineData("postgres://ann:s3cret@host/x?nonsense=s3cret")]
    [InlineData("Host=h;Port=s3cret")]
    [InlineData("Host=h;Nonsense=s3cret")]
    [InlineData("Host=h;Password='s3cret")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_repeating_it(string location)
    {
        var refused = Should.Throw<StoreException>(() => Database.At(location));

        refused.ToString().ShouldNotContain("s3cret");
        refused.Message.ShouldContain("the connection string cannot be read");
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_without_secrets()
    {
        var refused = Should.Throw<StoreException>(() => SessionStore.Open("postgres://ann:s3cret@127.0.0.1:1/trading?connect_timeout=2", new FixedTime()));

        refused.Message.ShouldStartWith("Store 'postgresql://127.0.0.1:1/trading': the server does not answer");
        refused.ToString().ShouldNotContain("s3cret");
        refused.ToString().ShouldNotContain("ann");
    }

    [Fact]
    public void A_database_that_is_not_there_is_said_to_be_missing()
    {
        var location = new Npgsql.NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = "no_such_database" }.ConnectionString;

        Should.Throw<StoreException>(() => ResultStore.OpenExisting(location, new FixedTime())).Message.ShouldContain("there is no such database");
    }

    [Fact]
    public void A_server_without_a_store_has_no_results()
    {
        using var place = new TestPlace(Dialect.Postgres);

        Should.Throw<StoreException>(() => ResultStore.OpenExisting(place.Location, new FixedTime())).Message.ShouldContain("no results are stored there yet");
        place.Number(place.Database.CountTables).ShouldBe(0);
    }
}
