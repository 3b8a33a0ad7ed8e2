using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>The exchange's signatures: lower-case hex of HMAC-SHA256 over key + time + parameters.</summary>
internal static class Signature
{
    private const long LargestSecondsWindow = 60;

    public static string Of(string secret, string key, string time, ReadOnlySpan<byte> parameters)
    {
        var prefix = Encoding.UTF8.GetBytes(key + time);
        var message = new byte[prefix.Length + parameters.Length];
        prefix.CopyTo(message, 0);
        parameters.CopyTo(message.AsSpan(prefix.Length));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
    }

    public static string Of(string secret, string key, string time, string parameters) => Of(secret, key, time, Encoding.UTF8.GetBytes(parameters));

    /// <summary>Query parameters as they are signed: sorted by name, values percent-encoded.</summary>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> query) =>
        string.Join('&', query.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>Compares without telling by its time how much is right.</summary>
    public static bool Equal(string expected, string? found) =>
        found is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(found.ToLowerInvariant()));

    /// <summary>Milliseconds that a request's time may be off: up to 60 is seconds, above it is milliseconds, at most a minute.</summary>
    public static long WindowMs(string? header)
    {
        if (!long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var window) || window == 0)
            return 10_000;
        return Math.Min(window <= LargestSecondsWindow ? window * 1000 : window, 60_000);
    }

    /// <summary>Checks who asks and when.</summary>
    /// <returns>0, or the exchange's code.</returns>
    public static int Check(string expectedKey, string? key, string? time, long windowMs, long wallMs, Func<bool> signatureMatches)
    {
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(time))
            return 401;
        if (key != expectedKey)
            return 402;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || Math.Abs((decimal)wallMs - at) > windowMs)
            return 513;
        return signatureMatches() ? 0 : 602;
    }
}
