namespace PluginTrading.Scripting.Tests;

/// <summary>What scripts may not use, in ways in which people come to use it, and that what they need is there.</summary>
public sealed class ScriptPolicyTests : IDisposable
{
    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Theory]
    [InlineData("var x = DateTime.UtcNow;", 9, "'System.DateTime.UtcNow' is not available to scripts: time comes from the event being handled: context.Now.")]
    [InlineData("var x = System.Diagnostics.Stopwatch.GetTimestamp();", 9, "'System.Diagnostics.Stopwatch' is not available to scripts: time comes from the event being handled: context.Now.")]
    [InlineData("var x = new Random();", 9, "'new System.Random()' is not available to scripts: every run must decide the same; new Random(seed) does.")]
    [InlineData("Random x = new();", 12, "'new System.Random()' is not available to scripts: every run must decide the same; new Random(seed) does.")]
    [InlineData("var x = Random.Shared.Next();", 9, "'System.Random.Shared' is not available to scripts: every run must decide the same; new Random(seed) does.")]
    [InlineData("var x = Guid.NewGuid();", 9, "'System.Guid' is not available to scripts: every run must decide the same; new Random(seed) does.")]
    [InlineData("System.IO.File.Delete(\"x\");", 1, "'System.IO.File' is not available to scripts: a script has no files and no network; it reads what it asked ISectionSetup for.")]
    [InlineData("var x = new System.Net.Http.HttpClient();", 9, "'System.Net.Http.HttpClient' is not available to scripts: a script has no files and no network; it reads what it asked ISectionSetup for.")]
    [InlineData("Console.WriteLine();", 1, "'System.Console' is not available to scripts: a script writes nothing; what it reads is recorded with each decision.")]
    [InlineData("var x = typeof(int).Assembly;", 9, "'System.Reflection.Assembly' is not available to scripts: a script has no reflection.")]
    [InlineData("var x = 1.GetType();", 9, "'System.Object.GetType' is not available to scripts: a script has no reflection.")]
    [InlineData("System.Threading.Thread.Sleep(1);", 1, "'System.Threading.Thread' is not available to scripts: a script runs on the engine's thread and has no others.")]
    [InlineData("await System.Threading.Tasks.Task.Delay(1);", 1, "'await' is not available to scripts: a script runs on the engine's thread to its end.")]
    [InlineData("lock (new object()) { }", 1, "'lock' is not available to scripts: a script runs on the engine's thread alone.")]
    [InlineData("static int calls;", 1, "'a static variable' is not available to scripts: it would be shared by all symbols and sessions; use a field of the section, const or static readonly.")]
    [InlineData("var x = \"text\".GetHashCode();", 9, "'System.String.GetHashCode' is not available to scripts: a script may use the SDK, values, text, maths, collections and LINQ.")]
    [InlineData("dynamic x = 1;", 1, "'dynamic' is not available to scripts: it is bound at run time.")]
    [InlineData("Environment.Exit(1);", 1, "'System.Environment' is not available to scripts: a script may use the SDK, values, text, maths, collections and LINQ.")]
    public void What_differs_from_run_to_run_or_leaves_the_thread_is_refused_at_its_place(string statement, int column, string expected) =>
        _scripts.Findings("section.csx", $"// first\n{statement}\n{ScriptTexts.CountingSection}").ShouldContain($"section.csx:2:{column} PT2002 {expected}");

    [Theory]
    [InlineData("using static System.Console;\nWriteLine();")]
    [InlineData("using F = System.IO.File;\nF.Delete(\"x\");")]
    [InlineData("Action<string> write = System.IO.File.Delete;")]
    [InlineData("Func<DateTime> now = () => DateTime.Now;")]
    [InlineData("var all = Enumerable.Range(0, 9).AsParallel().Sum();")]
    [InlineData("System.Collections.Generic.List<System.Threading.Thread> threads = [];")]
    [InlineData("static Dictionary<string, int> counts = new();")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"c\")]\nstatic extern int getpid();")]
    [InlineData("class Leaving { ~Leaving() { } }")]
    [InlineData("class Counter { public static int Count { get; set; } }")]
    [InlineData("async System.Threading.Tasks.Task Later() { }")]
    public void It_is_refused_in_every_form(string statements) =>
        _scripts.Findings("section.csx", $"{statements}\n{ScriptTexts.CountingSection}").ShouldContain(f => f.Contains(" PT2002 ", StringComparison.Ordinal));

    [Theory]
    [InlineData(900, false)]
    [InlineData(1100, true)]
    public void Nesting_deeper_than_the_policy_looks_is_refused(int terms, bool isRefused)
    {
        var text = "var sum = 1" + string.Concat(Enumerable.Repeat(" + 1", terms)) + ";\n" + ScriptTexts.CountingSection;

        var findings = new ScriptCompiler(new()).Compile(_scripts.Write("deep.csx", text)).Diagnostics;

        findings.Select(d => d.Message).ShouldBe(isRefused ? ["'nesting this deep' is not available to scripts: at most 1000 levels are checked."] : []);
    }

    [Fact]
    public void It_is_refused_in_a_class_file() =>
        _scripts.Findings("section.cs", ScriptTexts.CountingClass.Replace("++_count", "_count++ + DateTime.Now.Second", StringComparison.Ordinal))
            .ShouldBe(["section.cs:9:73 PT2002 'System.DateTime.Now' is not available to scripts: time comes from the event being handled: context.Now."]);

    [Theory]
    [InlineData("var random = new Random(7); var next = random.NextDouble();")]
    [InlineData("var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(1).DayOfWeek;")]
    [InlineData("var name = nameof(System.IO.File);")]
    [InlineData("var window = new Queue<double>(); window.Enqueue(Math.Sqrt(2)); var mean = window.Where(x => x > 1).DefaultIfEmpty().Average();")]
    [InlineData("var text = $\"{1.5:F2} {nameof(Math)}\".Split(' ', StringSplitOptions.TrimEntries); foreach (var part in text) { }")]
    [InlineData("record Level(double Price, int Hits); var levels = new SortedDictionary<double, Level>(); levels[1] = new(1, 2); var same = levels[1] with { Hits = 3 };")]
    [InlineData("var builder = new System.Text.StringBuilder().Append(1); var big = System.Numerics.BigInteger.One; void F() { Span<int> few = [1, 2]; few.Fill(3); }")]
    [InlineData("static readonly double[] Weights = [0.5, 0.3, 0.2]; var (first, rest) = (Weights[0], Weights[1..]); var sum = rest.Sum();")]
    [InlineData("int Parsed(string s) => int.TryParse(s, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : throw new ArgumentException(s);")]
    [InlineData("var sorted = from x in new[] { 3, 1 } orderby x select new { x, y = x * 2 }; var list = sorted.ToList();")]
    [InlineData("IEnumerable<int> Numbers() { yield return 1; } try { Numbers().First(); } catch (InvalidOperationException e) when (e.Message != \"\") { throw; }")]
    public void Values_text_maths_collections_and_linq_are_available(string statements) =>
        new ScriptCompiler(new()).Compile(_scripts.Write("section.csx", $"{statements}\n{ScriptTexts.CountingSection}")).Diagnostics.Where(d => d.IsError).ShouldBeEmpty();
}
