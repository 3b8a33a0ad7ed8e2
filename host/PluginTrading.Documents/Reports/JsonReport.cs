using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>Findings as one JSON object.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, TextWriter output)
    {
        var document = new JsonObject
        {
            ["valid"] = report.Errors == 0,
            ["documents"] = report.Documents,
            ["errors"] = report.Errors,
            ["warnings"] = report.Warnings,
            ["diagnostics"] = new JsonArray([.. report.Diagnostics.Select(Diagnostic)]),
        };
        output.Write(document.ToJsonString(Indented));
        output.Write('\n');
    }

    private static JsonObject Diagnostic(Diagnostic diagnostic)
    {
        var result = new JsonObject
        {
            ["severity"] = diagnostic.IsError ? "error" : "warning",
            ["code"] = diagnostic.Rule.Code,
            ["name"] = diagnostic.Rule.Name,
            ["file"] = diagnostic.File,
            ["line"] = diagnostic.Line,
            ["column"] = diagnostic.Column,
        };
        if (diagnostic is { EndLine: { } endLine, EndColumn: { } endColumn })
        {
            result["end_line"] = endLine;
            result["end_column"] = endColumn;
        }

        if (diagnostic.JsonPath.Length > 0)
            result["json_path"] = diagnostic.JsonPath;
        result["message"] = diagnostic.Message;
        if (diagnostic.Found is { } found)
            result["found"] = found;
        if (diagnostic.Allowed.Count > 0)
            result["allowed"] = new JsonArray([.. diagnostic.Allowed.Select(a => (JsonNode)a)]);
        if (diagnostic.Suggestion is { } suggestion)
            result["suggestion"] = suggestion;
        return result;
    }
}
