using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>JSON that a client sent.</summary>
internal static class JsonText
{
    /// <summary>Reads it, its texts included: the parser alone lets through what cannot be read as Unicode later.</summary>
    /// <returns><see langword="null"/> when it is not JSON.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text.Span);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return JsonDocument.Parse(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
