namespace PluginTrading.Data;

/// <summary>A data set or an import that is not what it should be; the text names the file, what was found and what was expected.</summary>
public sealed class DataSetException : Exception
{
    public DataSetException(string message)
        : base(message)
    {
    }

    public DataSetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
