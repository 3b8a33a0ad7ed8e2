using PluginTrading.Engine.Effects;
using PluginTrading.Service.Sessions;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PluginTrading.Cli.Sessions;

/// <summary>
/// The log of a session: one file a day in the folder <c>logs</c> of the session, UTC, the last 31 kept. It says what the terminal says, and the details of
/// connections beside. A log that cannot be written stops nothing.
/// </summary>
internal sealed class SessionLog : IDisposable
{
    private const int DaysKept = 31;
    private const long LargestFile = 100L << 20;

    private readonly Logger _logger;

    public SessionLog(SessionFolder folder) => _logger = new LoggerConfiguration()
        .MinimumLevel.Debug()
        .WriteTo.File(
            Path.Combine(folder.FullPath, "logs", "session-.log"),
            outputTemplate: "{UtcTimestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {Message:lj}{NewLine}{Exception}",
            formatProvider: System.Globalization.CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: DaysKept,
            fileSizeLimitBytes: LargestFile,
            rollOnFileSizeLimit: true)
        .CreateLogger();

    public void Write(AlertSeverity severity, string text) => _logger.Write(
        severity switch { AlertSeverity.Critical => LogEventLevel.Error, AlertSeverity.Warning => LogEventLevel.Warning, _ => LogEventLevel.Information }, "{Text:l}", text);

    public void Detail(string text) => _logger.Debug("{Text:l}", text);

    public void Failed(Exception exception) => _logger.Fatal(exception, "The session failed");

    public void Dispose() => _logger.Dispose();
}
