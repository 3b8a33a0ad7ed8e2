using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Display;
using PluginTrading.Storage;

namespace PluginTrading.Cli.Commands;

/// <summary>Alerts as rows of a table.</summary>
internal static class AlertTable
{
    public static string[] Columns { get; } = ["alert", "raised (UTC)", "severity", "rule", "symbol", "state", "text"];

    public static string[] Row(StoredAlert alert) =>
    [
        alert.AlertId.ToString(CultureInfo.InvariantCulture), FigureText.Moment(alert.Alert.RaisedAt), Names.Of(alert.Alert.Severity), alert.Alert.Rule,
        alert.Alert.Symbol ?? "", State(alert), alert.Alert.Text,
    ];

    private static string State(StoredAlert alert) => alert switch
    {
        { Alert.Severity: AlertSeverity.Info } => "",
        { ClearedAt: { } time } => $"cleared {FigureText.Moment(time)}",
        { AcknowledgedBy: { } who } => $"seen by {who}",
        _ => "standing",
    };
}
