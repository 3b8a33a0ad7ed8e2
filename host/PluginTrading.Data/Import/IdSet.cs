using System.Buffers.Text;
using System.Text;

namespace PluginTrading.Data.Import;

/// <summary>Remembers ids and tells repeated ones. Whole numbers that grow cost little memory, and almost none when they have no holes.</summary>
internal sealed class IdSet
{
    private readonly List<(long First, long Last)> _runs = [];
    private readonly HashSet<long> _others = [];
    private readonly HashSet<string> _texts = [];

    /// <summary>Adds an id; false when it was added before.</summary>
    public bool Add(ReadOnlySpan<byte> id)
    {
        var isCanonicalNumber = Utf8Parser.TryParse(id, out long number, out var length) && length == id.Length && (id[0] is >= (byte)'1' and <= (byte)'9' || id.Length == 1);
        return isCanonicalNumber ? Add(number) : _texts.Add(Encoding.UTF8.GetString(id));
    }

    public bool Add(long id)
    {
        if (_runs.Count == 0 || id > _runs[^1].Last + 1)
        {
            _runs.Add((id, id));
            return true;
        }

        if (id == _runs[^1].Last + 1)
        {
            _runs[^1] = (_runs[^1].First, id);
            return true;
        }

        return !IsInRun(id) && _others.Add(id);
    }

    public void Clear()
    {
        _runs.Clear();
        _others.Clear();
        _texts.Clear();
    }

    private bool IsInRun(long id)
    {
        var (low, high) = (0, _runs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (id < _runs[middle].First)
                high = middle - 1;
            else if (id > _runs[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }
}
