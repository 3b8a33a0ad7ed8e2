using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads <c>market</c> and checks that it fits the session's type.</summary>
internal static class MarketReader
{
    /// <summary>The market, or <see langword="null"/> when it has an error.</summary>
    /// <param name="type"><see langword="null"/> when the session's type has an error itself.</param>
    public static SessionMarket? Read(DocumentScope scope, SourceValue? value, SessionType? type)
    {
        if (value is not { Kind: JsonValueKind.Object } || !scope.Diagnostics.IsClean(value))
            return null;
        var isExchange = value["exchange"] is not null;
        // Paper runs on either.
        if (type is { } known and not SessionType.Paper && isExchange == (known == SessionType.Backtest))
        {
            var (expected, found) = isExchange ? ("dataset", "an exchange") : ("exchange", "a data set");
            scope.Diagnostics.Error(
                DiagnosticRule.MarketDoesNotFit, value.Path,
                $"'market' is {found}, but a session of type '{known.ToString().ToLowerInvariant()}' needs '{expected}'", new(found, [expected], AboutName: true));
            return null;
        }

        return isExchange ? Exchange(scope, value, type) : Dataset(scope, value);
    }

    private static DatasetMarket? Dataset(DocumentScope scope, SourceValue value)
    {
        var folder = scope.Absolute(value["dataset"]!.Text, value["dataset"]!.Path);
        var from = Time(scope, value["from"]);
        var to = Time(scope, value["to"]);
        if (from >= to)
            scope.Diagnostics.Error(DiagnosticRule.NoTime, value["to"]!.Path, $"'to' is {value["to"]!.Text}, which is not after 'from', {value["from"]!.Text}");
        return folder is null || !scope.Diagnostics.IsClean(value) ? null : new DatasetMarket { Folder = folder, From = from, To = to };
    }

    private static ExchangeMarket? Exchange(DocumentScope scope, SourceValue value, SessionType? type)
    {
        if (type == SessionType.Collect && value["dataset"] is null)
            scope.Diagnostics.Error(DiagnosticRule.MissingField, value.Path, "'dataset' is missing; a session of type 'collect' needs the folder of the data set that it writes", new(Allowed: ["dataset"]));
        var recording = value["dataset"] is { } dataset ? scope.Absolute(dataset.Text, dataset.Path) : null;
        return scope.Diagnostics.IsClean(value)
            ? new ExchangeMarket { Exchange = value["exchange"]!.Text, Settings = value.ToJson(), RecordingFolder = recording }
            : null;
    }

    private static Timestamp? Time(DocumentScope scope, SourceValue? value)
    {
        if (value is not { Kind: JsonValueKind.String })
            return null;
        if (Timestamp.TryParse(value.Text, out var time))
            return time;
        scope.Diagnostics.Error(
            DiagnosticRule.NoTime, value.Path, $"{value.Describe()} is not a time; expected is ISO 8601 in UTC, as in 2021-01-14T21:00:00Z", new(value.Text));
        return null;
    }
}
