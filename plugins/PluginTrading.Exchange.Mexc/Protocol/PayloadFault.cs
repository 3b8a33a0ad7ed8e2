using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>Which exceptions mean that bytes from MEXC are not what they should be.</summary>
internal static class PayloadFault
{
    /// <summary>Whether reading bad bytes throws it: not JSON, not the expected form, text that is not Unicode, a number out of range.</summary>
    public static bool Is(Exception e) => e is FormatException or JsonException or InvalidOperationException or OverflowException or InvalidDataException;
}
