using System.Collections.Concurrent;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting;

/// <summary>
/// Turns C# files into sections and strategies: compiled once, kept on disk by content, loaded into contexts of their own and then called as plain code.
/// May be used from several threads. The first compilation in a process costs one to three seconds of processor time, a cached script milliseconds.
/// </summary>
public sealed class ScriptCompiler
{
    private readonly ScriptSettings _settings;
    private readonly ScriptCache? _cache;
    private int _compilations;
    private readonly ConcurrentDictionary<string, (ScriptProgram Program, IReadOnlyList<ScriptDiagnostic> Warnings)> _loaded = new();

    public ScriptCompiler(ScriptSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _cache = settings.CacheFolder is { } folder ? new ScriptCache(folder) : null;
    }

    /// <summary>How many scripts went through the compiler, and came neither from the disk nor from memory.</summary>
    public int Compilations => Volatile.Read(ref _compilations);

    /// <summary>Compiles a file that must hold a whole strategy.</summary>
    /// <param name="path">A <c>.csx</c> or <c>.cs</c> file. Whatever is wrong with it is in the result.</param>
    public ScriptResult<StrategyDefinition> CompileStrategy(string path) =>
        Get(path, content => content.DefineStrategy?.Invoke(), "The script holds a section; a whole strategy (StrategyDefinition) is expected.");

    /// <summary>Compiles a file that must hold a section. Each call of the result makes an independent one.</summary>
    /// <param name="path">A <c>.csx</c> or <c>.cs</c> file. Whatever is wrong with it is in the result.</param>
    public ScriptResult<Func<IStrategySection>> CompileSection(string path) =>
        Get(path, content => content.CreateSection, "The script holds a whole strategy; a section is expected.");

    /// <summary>Compiles a file and says what it holds.</summary>
    /// <param name="path">A <c>.csx</c> or <c>.cs</c> file. Whatever is wrong with it is in the result.</param>
    public ScriptResult<ScriptContent> Compile(string path) => Get(path, content => content, "");

    private ScriptResult<T> Get<T>(string path, Func<ScriptContent, T?> pick, string otherwise)
        where T : class
    {
        ScriptSource source;
        try
        {
            source = ScriptSource.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var file = Path.GetFullPath(path);
            return new() { Diagnostics = [new() { File = file, Line = 1, Column = 1, Id = ScriptDiagnostic.Unreadable, Message = $"The script cannot be read: {e.Message}", IsError = true }] };
        }

        var key = ScriptKey.Of(source, _settings);
        if (Load(source, key, out var diagnostics) is not { } program)
            return new() { Diagnostics = diagnostics };
        try
        {
            var content = ScriptOutcome.Of(program, key, out var fault);
            return content is not null && pick(content) is { } value
                ? new() { Value = value, Diagnostics = diagnostics }
                : new() { Diagnostics = [.. diagnostics, source.ErrorAtResult(ScriptDiagnostic.WrongResult, fault ?? otherwise)] };
        }
        catch (Exception e)
        {
            // The edge of a script: whatever it throws while it is set up is its author's error.
            var place = ScriptFault.Of(e);
            var thrown = source.Error(ScriptDiagnostic.Threw, $"The script threw while it was set up: {place?.Message ?? $"{e.GetType().FullName}: {e.Message}"}", place?.Line ?? 1, place?.Column ?? 1);
            return new() { Diagnostics = [.. diagnostics, thrown with { File = place?.File ?? source.Path }] };
        }
    }

    /// <summary>The script, loaded, or <see langword="null"/> and errors.</summary>
    private ScriptProgram? Load(ScriptSource source, string key, out IReadOnlyList<ScriptDiagnostic> diagnostics)
    {
        if (_loaded.TryGetValue(key, out var loaded))
        {
            diagnostics = loaded.Warnings;
            return loaded.Program;
        }

        if (Image(source, key, out diagnostics) is not { } image)
            return null;
        if (ScriptProgram.Load(image, source, _settings.IsCollectible, out var fault) is not { } program)
        {
            diagnostics = [.. diagnostics, source.ErrorAtResult(ScriptDiagnostic.WrongResult, fault!)];
            return null;
        }

        return _settings.IsCollectible ? program : _loaded.GetOrAdd(key, (program, diagnostics)).Program;
    }

    private ScriptImage? Image(ScriptSource source, string key, out IReadOnlyList<ScriptDiagnostic> diagnostics)
    {
        if (_cache?.Read(key) is { } cached)
        {
            diagnostics = cached.Warnings;
            return cached;
        }

        Interlocked.Increment(ref _compilations);
        var image = ScriptCompilation.Compile(source, _settings.IsDebug, out diagnostics);
        if (image is not null)
            _cache?.Write(key, image);
        return image;
    }
}
