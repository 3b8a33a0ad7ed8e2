namespace PluginTrading.Data.Store;

/// <summary>Where the columns of one record batch lie in a mapped file. Valid while the file is mapped.</summary>
internal readonly unsafe struct ColumnBatch
{
    public required int Rows { get; init; }

    /// <summary>Nanoseconds since the Unix epoch, in order.</summary>
    public required long* Times { get; init; }

    /// <summary>Columns of doubles in the order of the schema; <see langword="null"/> where the kind has fewer.</summary>
    public required double* First { get; init; }

    public required double* Second { get; init; }

    public required double* Third { get; init; }

    public required double* Fourth { get; init; }

    /// <summary>Taker sides of trades, else <see langword="null"/>.</summary>
    public required byte* Sides { get; init; }

    /// <summary>Numbers in the order of arrival; <see langword="null"/> where the file does not say.</summary>
    public required long* Arrivals { get; init; }

    /// <summary>The first row whose time is not before <paramref name="nanoseconds"/>; <see cref="Rows"/> when there is none.</summary>
    public int FirstRowAt(long nanoseconds)
    {
        var (low, high) = (0, Rows);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Times[middle] < nanoseconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
