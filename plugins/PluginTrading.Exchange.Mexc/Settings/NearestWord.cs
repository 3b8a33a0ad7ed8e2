namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>The word that someone who mistyped may have meant.</summary>
internal static class NearestWord
{
    /// <summary>The allowed word with the fewest edits from <paramref name="found"/>, or <see langword="null"/> when none is near.</summary>
    public static string? Of(string found, IEnumerable<string> allowed)
    {
        var (word, edits) = allowed.Select(a => (Word: a, Edits: Edits(found, a))).OrderBy(a => a.Edits).FirstOrDefault();
        return word is not null && edits <= Math.Max(2, word.Length / 3) ? word : null;
    }

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = corner + (char.ToLowerInvariant(a[i - 1]) == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
