using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>Findings as SARIF 2.1.0.</summary>
internal static class SarifReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, TextWriter output)
    {
        var version = typeof(SarifReport).Assembly.GetName().Version!.ToString(3);
        var document = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "plugintrading",
                        ["version"] = version,
                        ["rules"] = new JsonArray([.. DiagnosticRule.All.Select(Rule)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. report.Diagnostics.Select(Result)]),
            }),
        };
        output.Write(document.ToJsonString(Indented));
        output.Write('\n');
    }

    private static JsonObject Rule(DiagnosticRule rule) => new()
    {
        ["id"] = rule.Code,
        ["name"] = rule.Name,
        ["shortDescription"] = new JsonObject { ["text"] = rule.Description },
    };

    private static JsonObject Result(Diagnostic diagnostic)
    {
        var region = new JsonObject { ["startLine"] = diagnostic.Line, ["startColumn"] = diagnostic.Column };
        if (diagnostic is { EndLine: { } endLine, EndColumn: { } endColumn })
        {
            region["endLine"] = endLine;
            region["endColumn"] = endColumn;
        }

        var location = new JsonObject
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri(diagnostic.File) }, ["region"] = region },
        };
        if (diagnostic.JsonPath.Length > 0)
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = diagnostic.JsonPath });
        return new JsonObject
        {
            ["ruleId"] = diagnostic.Rule.Code,
            ["ruleIndex"] = IndexOf(diagnostic.Rule),
            ["level"] = diagnostic.IsError ? "error" : "warning",
            ["message"] = new JsonObject { ["text"] = diagnostic.Message },
            ["locations"] = new JsonArray(location),
        };
    }

    private static int IndexOf(DiagnosticRule rule)
    {
        for (var i = 0; i < DiagnosticRule.All.Count; i++)
        {
            if (DiagnosticRule.All[i] == rule)
                return i;
        }

        throw new InvalidOperationException($"The rule {rule.Code} is not listed.");
    }

    /// <summary>A relative path stays relative, so that code scanning finds it in the checkout; an absolute one becomes a file URI.</summary>
    private static string Uri(string file) => Path.IsPathFullyQualified(file)
        ? new Uri(file).AbsoluteUri
        : string.Join('/', file.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));
}
