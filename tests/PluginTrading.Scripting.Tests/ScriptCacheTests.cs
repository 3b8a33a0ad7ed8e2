using System.Collections.Concurrent;

namespace PluginTrading.Scripting.Tests;

/// <summary>Compiled scripts on disk.</summary>
public sealed class ScriptCacheTests : IDisposable
{
    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Theory]
    [InlineData("section.csx", ScriptTexts.CountingSection)]
    [InlineData("section.cs", ScriptTexts.CountingClass)]
    [InlineData("strategy.csx", ScriptTexts.Strategy)]
    public void What_was_compiled_once_is_taken_from_the_disk(string name, string text)
    {
        var path = _scripts.Write(name, text);

        Compilations(path).ShouldBe(1);
        Compilations(path).ShouldBe(0);
    }

    [Fact]
    public void A_compiler_that_does_not_replace_code_loads_the_same_content_once()
    {
        var path = _scripts.Write("section.csx", ScriptTexts.CountingSection);
        var compiler = new ScriptCompiler(new());

        compiler.Compile(path).Value!.Key.ShouldBe(compiler.Compile(path).Value!.Key);

        compiler.Compilations.ShouldBe(1);
    }

    [Fact]
    public void A_changed_script_is_compiled_anew_and_the_old_content_is_found_again()
    {
        var path = _scripts.Write("section.csx", ScriptTexts.CountingSection);
        Compilations(path).ShouldBe(1);

        _scripts.Write("section.csx", ScriptTexts.CountingSection + "// changed");
        Compilations(path).ShouldBe(1);

        _scripts.Write("section.csx", ScriptTexts.CountingSection);
        Compilations(path).ShouldBe(0);
    }

    [Fact]
    public void A_changed_loaded_file_makes_its_script_compile_anew()
    {
        _scripts.Write("parts/a.csx", "#load \"b.csx\"");
        _scripts.Write("parts/b.csx", "const bool Verdict = false;");
        var path = _scripts.Write("section.csx", "#load \"parts/a.csx\"\nreturn Section(setup => context => Verdict);");
        Compilations(path).ShouldBe(1);
        Compilations(path).ShouldBe(0);

        _scripts.Write("parts/b.csx", "const bool Verdict = true;");
        var compiler = Compiler();
        var section = compiler.CompileSection(path).Value!();
        section.Initialize(null!);

        compiler.Compilations.ShouldBe(1);
        section.Evaluate(null!).IsTrue.ShouldBeTrue();
    }

    [Fact]
    public void The_key_tells_paths_debug_builds_and_contents_apart()
    {
        var text = ScriptTexts.CountingSection;
        string[] keys =
        [
            Key("a.csx", text), Key("b.csx", text), Key("a.csx", text + " "), new ScriptCompiler(new() { IsDebug = true }).Compile(_scripts.Write("a.csx", text)).Value!.Key,
        ];

        keys.ShouldBeUnique();
        keys.ShouldAllBe(key => key.Length == 64);
        Key("a.csx", text).ShouldBe(keys[0]);

        string Key(string name, string content) => new ScriptCompiler(new()).Compile(_scripts.Write(name, content)).Value!.Key;
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("cut off")]
    [InlineData("one bit changed at the end")]
    [InlineData("one bit changed at the start")]
    [InlineData("replaced by text")]
    [InlineData("replaced by another script's")]
    public void A_damaged_entry_is_compiled_again_and_mended(string damage)
    {
        var path = _scripts.Write("section.csx", ScriptTexts.CountingSection);
        Compilations(path).ShouldBe(1);
        var entry = Directory.GetFiles(_scripts.CacheFolder).ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(entry);
        File.WriteAllBytes(entry, Damaged(bytes, damage));

        var compiler = Compiler();
        compiler.CompileSection(path).Value.ShouldNotBeNull();
        compiler.Compilations.ShouldBe(1);
        Compilations(path).ShouldBe(0);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_time_and_no_result()
    {
        var path = _scripts.Write("section.csx", ScriptTexts.CountingSection);
        var compiler = new ScriptCompiler(new() { CacheFolder = _scripts.Write("a-file", "") });

        compiler.CompileSection(path).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_script_with_errors_leaves_nothing_behind()
    {
        var path = _scripts.Write("section.csx", "return nothing;");

        Compiler().Compile(path).Value.ShouldBeNull();

        Directory.Exists(_scripts.CacheFolder).ShouldBeFalse();
    }

    [Fact]
    public void Several_threads_and_compilers_may_share_a_folder()
    {
        var paths = Enumerable.Range(0, 4).Select(i => _scripts.Write($"{i}.csx", ScriptTexts.CountingSection)).ToArray();
        var shared = Compiler();
        var problems = new ConcurrentBag<string>();

        Parallel.For(0, 16, i =>
        {
            var result = (i % 2 == 0 ? shared : Compiler()).CompileSection(paths[i / 2 % 4]);
            if (result.Value is null)
                problems.Add(string.Join("; ", result.Diagnostics));
        });

        problems.ShouldBeEmpty();
        Directory.GetFiles(_scripts.CacheFolder).Length.ShouldBe(4);
        paths.Sum(Compilations).ShouldBe(0);
    }

    private byte[] Damaged(byte[] entry, string damage) => damage switch
    {
        "emptied" => [],
        "cut off" => entry[..(entry.Length / 2)],
        "one bit changed at the end" => [.. entry[..^1], (byte)(entry[^1] ^ 1)],
        "one bit changed at the start" => [(byte)(entry[0] ^ 1), .. entry[1..]],
        "replaced by text" => "{ \"Assembly\": null }"u8.ToArray(),
        _ => Another(),
    };

    private byte[] Another()
    {
        var folder = Path.Combine(_scripts.Path, "another");
        new ScriptCompiler(new() { CacheFolder = folder }).Compile(_scripts.Write("other.cs", ScriptTexts.StrategyClass)).Value.ShouldNotBeNull();
        return File.ReadAllBytes(Directory.GetFiles(folder).ShouldHaveSingleItem());
    }

    private ScriptCompiler Compiler() => new(new() { CacheFolder = _scripts.CacheFolder });

    /// <summary>How many compilations a new compiler needs for a script, which must be free of errors.</summary>
    private int Compilations(string path)
    {
        var compiler = Compiler();
        compiler.Compile(path).Value.ShouldNotBeNull();
        return compiler.Compilations;
    }
}
