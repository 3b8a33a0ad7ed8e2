using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Storage.Sqlite;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

/// <summary>What goes wrong with a store that is a file, and where the file is.</summary>
public sealed class ResultFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_the_store_refuses_leaves_no_part_of_itself()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        var fill = new SampleRun().Effects.OfType<Fill>().First();
        recording.Take(fill);
        recording.Take(fill);
        recording.Take(new SampleRun().Effects.OfType<Trade>().First());

        Should.Throw<StoreException>(() => recording.Complete(ResultStoreTests.Result(new SampleRun()))).Message.ShouldContain("UNIQUE constraint failed: fills");

        store.Newest(10).ShouldBeEmpty();
        Count("SELECT count(*) FROM trades").ShouldBe(0);
    }

    [Fact]
    public void A_full_disk_is_reported_and_leaves_the_store_as_it_was()
    {
        using var store = Open();
        ResultStoreTests.Store(store, new SampleRun(minutes: 30));
        var file = new SqliteFile(Path);
        var connection = file.Open();
        file.Execute(connection, "PRAGMA max_page_count = 60");
        using (var recording = new RunRecording(file, file, connection, new FixedTime(), hasOutbox: false))
        {
            foreach (var effect in new SampleRun(minutes: 5000).Effects)
                recording.Take(effect);

            Should.Throw<StoreException>(() => recording.Complete(ResultStoreTests.Result(new SampleRun()))).Message
                .ShouldBe($"Store '{Path}': the disk is full; nothing of this run was stored.");
        }

        store.Newest(10).Select(run => run.Id).ShouldBe([1]);
        Count("SELECT count(*) FROM performance WHERE session_id <> 1").ShouldBe(0);
        ResultStoreTests.Store(store, new SampleRun(minutes: 30)).ShouldBe(2);
    }

    [Fact]
    public void A_store_that_must_exist_is_not_made()
    {
        Should.Throw<StoreException>(() => ResultStore.OpenExisting(Path, new FixedTime())).Message.ShouldContain("no results are stored there yet");

        File.Exists(Path).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("time,price\n1,2\n", 100));
        File.WriteAllText(Path, text);

        Should.Throw<StoreException>(Open).Message.ShouldBe(
            $"Store '{Path}': it is not a SQLite database; expected a store made by this program, or a file that does not exist yet.");

        File.ReadAllText(Path).ShouldBe(text);
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using (var store = Open())
            ResultStoreTests.Store(store, new SampleRun());
        using (var file = File.OpenWrite(Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 200_000).ToArray());
        }

        Should.Throw<StoreException>(() =>
        {
            using var store = Open();
            store.Newest(1);
        }).Message.ShouldContain("damaged");
    }

    [Fact]
    public void A_folder_is_refused() =>
        Should.Throw<StoreException>(() => ResultStore.Open(_folder.Path, new FixedTime())).Message.ShouldContain("it is a folder; expected a file");

    [Fact]
    public void A_store_whose_folder_is_a_file_is_refused()
    {
        File.WriteAllText(_folder.File("plain"), "");

        Should.Throw<StoreException>(() => ResultStore.Open(System.IO.Path.Combine(_folder.File("plain"), "store.db"), new FixedTime()));
    }

    [Fact]
    public void A_store_that_another_process_keeps_locked_is_named_with_the_wait()
    {
        using var store = Open();
        using var recording = store.BeginRun();
        using var other = Connect();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        Should.Throw<StoreException>(() => recording.Complete(ResultStoreTests.Result(new SampleRun()))).Message.ShouldContain("another process is writing to it and did not end within 5 s");
    }

    [Fact]
    public void The_default_place_follows_the_environment()
    {
        StoreLocation.Resolve(null, name => name == "PLUGINTRADING_HOME" ? _folder.Path : null).ShouldBe(_folder.File("plugintrading.db"));
        StoreLocation.Resolve(null, name => name == "XDG_DATA_HOME" ? _folder.Path : null)
            .ShouldBe(System.IO.Path.Combine(_folder.Path, "plugintrading", "plugintrading.db"));
        StoreLocation.Resolve(null, name => name == "XDG_DATA_HOME" ? "relative" : null).ShouldNotContain("relative");
        StoreLocation.Resolve(Path, _ => _folder.Path).ShouldBe(Path);
    }

    private ResultStore Open() => ResultStore.Open(Path, new FixedTime());

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
