namespace PluginTrading.Storage.Tests.Sessions;

/// <summary>A store of sessions in a database of its own, for the tests of a class.</summary>
public abstract class StoreOfSessions : IDisposable
{
    protected StoreOfSessions(Dialect dialect)
    {
        Place = new TestPlace(dialect);
        Store = SessionStore.Open(Place.Location, new FixedTime());
    }

    private protected TestPlace Place { get; }

    private protected SessionStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a session.</summary>
    /// <returns>Its id.</returns>
    private protected long Begin(string key = "live-1", string exchange = "mexc") => Store.Begin(SampleSession.New(key, exchange)).Id;
}
