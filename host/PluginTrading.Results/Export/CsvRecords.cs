using System.Text;

namespace PluginTrading.Results.Export;

/// <summary>Reads back the records of a CSV file as raw text; a line feed inside quotes does not end one.</summary>
internal static class CsvRecords
{
    public static IEnumerable<string> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        var record = new StringBuilder();
        var quoted = false;
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next == '"')
                quoted = !quoted;
            if (next != '\n' || quoted)
            {
                record.Append((char)next);
                continue;
            }

            yield return record.ToString();
            record.Clear();
        }
    }

    public static string FirstField(string record)
    {
        if (!record.StartsWith('"'))
            return record.Split(',', 2)[0];

        var end = 1;
        while (record[end] != '"' || (end + 1 < record.Length && record[end + 1] == '"'))
            end += record[end] == '"' ? 2 : 1;
        return record[1..end].Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
