namespace PluginTrading.Documents.Diagnostics;

/// <summary>Finds what was probably meant, by edit distance.</summary>
internal static class NearestWord
{
    private const int LongestWord = 80;

    /// <summary>The word nearest to <paramref name="found"/> if it is near enough to be a slip, else <see langword="null"/>.</summary>
    public static string? Of(string found, IEnumerable<string> words)
    {
        if (found.Length is 0 or > LongestWord)
            return null;
        string? best = null;
        var bestDistance = Math.Max(1, found.Length / 3) + 1;
        foreach (var word in words)
        {
            var distance = string.Equals(word, found, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(found, word, bestDistance);
            if (distance < bestDistance)
            {
                best = word;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.</summary>
    private static int Distance(string from, string to, int limit)
    {
        if (Math.Abs(from.Length - to.Length) >= limit)
            return limit;
        var beforePrevious = new int[to.Length + 1];
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = previous[j - 1] + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[to.Length];
    }
}
