namespace PluginTrading.Storage.Databases;

/// <summary>Statements that are executed in the order in which they are added, at the latest when <see cref="Flush"/> returns.</summary>
internal abstract class StatementBatch : IDisposable
{
    public abstract void Add(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Executes what is still waiting.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
