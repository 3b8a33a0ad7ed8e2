using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting.Tests;

/// <summary>Scripts that are edited while the process runs. Alone in the process, since it looks at the memory of all of it.</summary>
[CollectionDefinition(nameof(ScriptReplacementTests), DisableParallelization = true)]
public sealed class ScriptReplacementCollection;

/// <inheritdoc cref="ScriptReplacementCollection"/>
[Collection(nameof(ScriptReplacementTests))]
public sealed class ScriptReplacementTests : IDisposable
{
    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Theory]
    [InlineData("replaced.csx")]
    [InlineData("replaced.cs")]
    public void Two_hundred_recompilations_leave_no_context_alive_and_memory_flat(string name)
    {
        // Fifty of them are enough to be warm: types loaded, methods compiled, pools filled.
        Recompile(name, 0, 50);
        Alive().ShouldBe(0);
        var (heap, resident) = (GC.GetTotalMemory(forceFullCollection: true), Resident());

        Recompile(name, 50, 250);

        Alive().ShouldBe(0);
        // Measured: no growth and 12 MB. References made anew for each compilation would cost 8 MB each time.
        (GC.GetTotalMemory(forceFullCollection: true) - heap).ShouldBeLessThan(4 << 20);
        (Resident() - resident).ShouldBeLessThan(100 << 20);
    }

    [Fact]
    public void A_section_in_use_keeps_its_code_while_a_newer_one_runs_beside_it()
    {
        var compiler = new ScriptCompiler(new() { IsCollectible = true });
        var old = Section(compiler, "both.csx", "static readonly int[] Shared = [0];\nreturn Section(setup => context => SectionResult.True(++Shared[0] / 100.0));");
        var again = Section(compiler, "both.csx", "static readonly int[] Shared = [0];\nreturn Section(setup => context => SectionResult.True(++Shared[0] / 100.0));");
        var other = Section(compiler, "both.csx", "return Section(setup => context => SectionResult.True(0.5));");
        Collect();

        old.Evaluate(null!).Confidence.ShouldBe(0.01);
        old.Evaluate(null!).Confidence.ShouldBe(0.02);
        again.Evaluate(null!).Confidence.ShouldBe(0.01, "each load has variables of its own");
        other.Evaluate(null!).Confidence.ShouldBe(0.5);
        Alive().ShouldBe(3);
        GC.KeepAlive(old);
    }

    [Fact]
    public void Code_that_was_in_use_while_memory_was_cleaned_up_goes_when_it_is_let_go_of()
    {
        UseForAWhile();

        Alive().ShouldBe(0);
    }

    [Fact]
    public void Code_in_use_finds_what_it_needs_for_the_first_time_late()
    {
        var section = Section(new ScriptCompiler(new() { IsCollectible = true }), "late.csx", """
            var count = 0;
            SectionResult Late()
            {
                var big = System.Numerics.BigInteger.Pow(2, 70);
                var curve = new Curve((0, 0), (1, 0.5));
                return SectionResult.True(big > 1 ? curve.At(1) : 0);
            }

            return Section(setup => context => ++count == 1 ? false : Late());
            """);
        section.Evaluate(null!).IsTrue.ShouldBeFalse();
        Collect();

        section.Evaluate(null!).Confidence.ShouldBe(0.5);
    }

    [Fact]
    public void Code_that_is_not_to_be_replaced_stays()
    {
        Section(new ScriptCompiler(new()), "stays.csx", ScriptTexts.CountingSection);
        Collect();

        AssemblyLoadContext.All.Single(c => c.Name == "stays.csx").IsCollectible.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void UseForAWhile()
    {
        var sections = Enumerable.Range(0, 5).Select(i => Section(new ScriptCompiler(new() { IsCollectible = true }), "used.csx", ScriptTexts.CountingSection)).ToArray();
        Alive().ShouldBe(5);
        sections[0].Evaluate(null!).IsTrue.ShouldBeFalse();
        Alive().ShouldBe(5);
        GC.KeepAlive(sections);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Recompile(string name, int from, int to)
    {
        var compiler = new ScriptCompiler(new() { IsCollectible = true });
        for (var i = from; i < to; i++)
        {
            var text = name.EndsWith(".csx", StringComparison.Ordinal)
                ? $"return Section(setup => context => SectionResult.True({i} / 1000.0));"
                : $"using PluginTrading.Sdk.Strategies;\npublic class S : IStrategySection {{ public SectionResult Evaluate(SectionContext context) => SectionResult.True({i} / 1000.0); }}";
            Section(compiler, name, text).Evaluate(null!).Confidence.ShouldBe(i / 1000.0);
            if (i % 20 == 0)
                Collect();
        }

        compiler.Compilations.ShouldBe(to - from);
    }

    private IStrategySection Section(ScriptCompiler compiler, string name, string text)
    {
        var result = compiler.CompileSection(_scripts.Write(name, text));
        result.Diagnostics.ShouldBeEmpty();
        var section = result.Value!();
        section.Initialize(null!);
        return section;
    }

    /// <summary>Scripts whose code is still there. A context that nothing refers to leaves the list of contexts while its code is in use, so its assembly is counted.</summary>
    private static int Alive()
    {
        Collect();
        return AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.IsCollectible && assembly.GetName().Name == "PluginTrading.Script");
    }

    private static void Collect()
    {
        // A context goes in steps: its objects, then the handles that point to its code, then itself.
        for (var i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long Resident()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
