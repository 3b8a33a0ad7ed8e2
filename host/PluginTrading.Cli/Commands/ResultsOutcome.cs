using PluginTrading.Data;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Commands;

/// <summary>Runs the work of a results command and turns its end into an exit code: 0 done, 1 no such run, 2 could not run.</summary>
internal static class ResultsOutcome
{
    public const int Done = 0;
    public const int NoSuchRun = 1;
    public const int CouldNotRun = 2;

    public static int Of(ResultsSettings settings, Func<ResultStore, int> work)
    {
        try
        {
            using var store = settings.Open();
            return work(store);
        }
        catch (Exception exception) when (exception is StoreException or DataSetException)
        {
            Console.Error.WriteLine(exception.Message);
            return CouldNotRun;
        }
    }

    /// <summary>The runs of these ids, in their order; <see langword="null"/>, and said so, when there is none of one of them.</summary>
    public static IReadOnlyList<StoredRun>? Find(ResultStore store, IReadOnlyList<long> ids)
    {
        var runs = new List<StoredRun>();
        foreach (var id in ids)
        {
            if (store.Find(id) is { } run)
            {
                runs.Add(run);
                continue;
            }

            var newest = store.Newest(1);
            Console.Error.WriteLine($"There is no run {id}; "
                + (newest.Count == 0 ? "the store has none." : $"the newest is {newest[0].Id}, 'results list' shows them."));
            return null;
        }

        return runs;
    }
}
