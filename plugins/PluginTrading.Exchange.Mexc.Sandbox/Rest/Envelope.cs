using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>The object that every answer comes in.</summary>
internal static class Envelope
{
    public static RestReply Error(int code, int status = 200)
    {
        var writer = new FrameWriter();
        var json = writer.Begin();
        json.WriteStartObject();
        json.WriteBoolean("success"u8, false);
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, code == 404 ? "Not found" : ErrorTexts.Of(code));
        json.WriteEndObject();
        return new RestReply(status, writer.End());
    }

    /// <summary>A success with this <c>data</c>; without any when it is empty.</summary>
    public static RestReply Success(ReadOnlySpan<byte> data)
    {
        var writer = new FrameWriter();
        var json = writer.Begin();
        json.WriteStartObject();
        json.WriteBoolean("success"u8, true);
        json.WriteNumber("code"u8, 0);
        if (data.Length > 0)
        {
            json.WritePropertyName("data"u8);
            json.WriteRawValue(data, skipInputValidation: true);
        }

        json.WriteEndObject();
        return new RestReply(200, writer.End());
    }

    /// <summary>Writes one page of rows with its counts.</summary>
    public static void WritePage<T>(Utf8JsonWriter json, RestRequest request, IEnumerable<T> rows, int most, Action<Utf8JsonWriter, T> write)
    {
        T[] all = [.. rows];
        var (skip, take) = request.Page(most);
        json.WriteStartObject();
        json.WriteNumber("pageSize"u8, take);
        json.WriteNumber("totalCount"u8, all.Length);
        json.WriteNumber("totalPage"u8, (all.Length + take - 1) / take);
        json.WriteNumber("currentPage"u8, (skip / take) + 1);
        json.WriteStartArray("resultList"u8);
        foreach (var row in all.Skip(skip).Take(take))
            write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Answers with a page of nothing.</summary>
    public static int EmptyPage(RestRequest request, Utf8JsonWriter json)
    {
        WritePage(json, request, Array.Empty<int>(), 100, static (_, _) => { });
        return request.Query.IsMalformed ? 600 : 0;
    }

    /// <summary>Writes one page of rows as a bare array.</summary>
    public static void WriteArray<T>(Utf8JsonWriter json, RestRequest request, IEnumerable<T> rows, int most, Action<Utf8JsonWriter, T> write)
    {
        var (skip, take) = request.Page(most);
        WriteArray(json, rows.Skip(skip).Take(take), write);
    }

    public static void WriteArray<T>(Utf8JsonWriter json, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var row in rows)
            write(json, row);
        json.WriteEndArray();
    }
}
