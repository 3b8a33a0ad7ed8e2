using System.Security.Cryptography;
using System.Text;

namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>An API key and its secret. Shows neither.</summary>
internal sealed class ApiKeys(string key, string secret)
{
    /// <summary>MEXC's keys have 18 characters, its secrets 32.</summary>
    private const int ShortestSecret = 6;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>Sent with each signed request.</summary>
    public string Key { get; } = key;

    /// <summary>First 16 hexadecimal digits of the key's SHA-256: the same at every start, says nothing of the key.</summary>
    public string AccountId { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    /// <summary>Lower-case hexadecimal HMAC-SHA256 of key + time + parameters.</summary>
    /// <param name="requestTime">Unix milliseconds, as sent.</param>
    /// <param name="parameters">The query string or body exactly as sent.</param>
    public string Sign(string requestTime, string parameters) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(Key + requestTime + parameters)));

    /// <summary>A text of MEXC without the key and the secret, should it repeat them. Keys of a sandbox that are a few letters would be found in any text.</summary>
    public string Redact(string text) => Without(Without(text, Key, "(key)"), Encoding.UTF8.GetString(_secret), "(secret)");

    private static string Without(string text, string secret, string name) =>
        secret.Length < ShortestSecret ? text : text.Replace(secret, name, StringComparison.Ordinal);

    public override string ToString() => $"keys of account {AccountId}";
}
