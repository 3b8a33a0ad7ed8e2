using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;

namespace PluginTrading.Service.Sessions;

/// <summary>A command to a session, as it lies in the session's folder.</summary>
public sealed record CommandNote
{
    /// <summary>The level to move to; <see langword="null"/> for another kind of command.</summary>
    public TradingLevel? Level { get; init; }

    /// <summary>Stop the session so; <see langword="null"/> for another kind of command.</summary>
    public StopMode? Stop { get; init; }

    /// <summary>Close the position on this symbol; <see langword="null"/> for another kind of command.</summary>
    public string? Close { get; init; }

    /// <summary>Who asks.</summary>
    public required string By { get; init; }

    /// <summary>What is asked for, in words.</summary>
    [JsonIgnore]
    public string Name => Level is { } level ? $"level {level}" : Close is not null ? "close" : $"stop {Stop}";
}

/// <summary>
/// Commands to a session through files in its folder: they need no network and no store, and wait there while the session does not run. A note is
/// removed once its command is journaled.
/// </summary>
public sealed class CommandBox(SessionFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Leaves a command for the session.</summary>
    public void Put(CommandNote note)
    {
        Directory.CreateDirectory(folder.Commands);
        var name = Path.Combine(folder.Commands, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:D20}-{Environment.ProcessId}"));
        File.WriteAllText(name + ".new", JsonSerializer.Serialize(note, Json));
        File.Move(name + ".new", name + ".json", overwrite: true);
    }

    /// <summary>Hands commands to the session until cancelled.</summary>
    /// <param name="session">The session.</param>
    /// <param name="symbols">Its symbols.</param>
    /// <param name="handled">Told of each command that was handled.</param>
    /// <param name="log">Takes a line for the log.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(SessionRunner session, IReadOnlyList<string> symbols, Action<CommandNote> handled, Action<AlertSeverity, string> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            if (!Directory.Exists(folder.Commands))
                continue;
            foreach (var file in Directory.GetFiles(folder.Commands, "*.json").Order(StringComparer.Ordinal).Where(_taken.Add))
                Hand(file, session, symbols, handled, log);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static void Hand(string file, SessionRunner session, IReadOnlyList<string> symbols, Action<CommandNote> handled, Action<AlertSeverity, string> log)
    {
        try
        {
            var note = JsonSerializer.Deserialize<CommandNote>(File.ReadAllText(file), Json)!;
            void Done()
            {
                File.Delete(file);
                handled(note);
            }

            if (note.Level is { } level)
            {
                session.Request(at => new ChangeTradingLevel { Time = at, Level = level, By = note.By }, Done);
            }
            else if (note.Close is { } symbol && symbols.ToList().IndexOf(symbol) is var index and >= 0)
            {
                session.Request(at => new ClosePosition { Time = at, SymbolIndex = index, By = note.By }, Done);
            }
            else if (note.Stop is { } mode)
            {
                // Removed first: a session that is started again is not to stop at once.
                File.Delete(file);
                session.RequestStop(mode);
                handled(note);
            }
            else
            {
                log(AlertSeverity.Warning, $"the command in {file} asks for nothing that this session knows; it is removed");
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            log(AlertSeverity.Warning, $"the command in {file} could not be read: {exception.Message}");
        }
    }
}
