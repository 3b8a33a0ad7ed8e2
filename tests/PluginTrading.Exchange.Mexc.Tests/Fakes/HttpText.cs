using System.Globalization;
using System.Text;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>HTTP/1.1 by hand, for servers that misbehave.</summary>
internal static class HttpText
{
    /// <summary>Reads up to the empty line; nothing when the connection ends before.</summary>
    public static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, FakeMexc.Stop).Soon() == 0)
                return "";
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Reads a request, head and body; nothing when the connection ends before.</summary>
    public static async Task<string> ReadRequestAsync(Stream stream)
    {
        var head = await ReadHeadAsync(stream);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return head;
        var body = new byte[int.Parse(head[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, FakeMexc.Stop).AsTask().Soon();
        return head + Encoding.UTF8.GetString(body);
    }

    public static byte[] Answer(string json) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");
}
