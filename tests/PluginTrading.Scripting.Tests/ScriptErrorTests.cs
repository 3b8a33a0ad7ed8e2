namespace PluginTrading.Scripting.Tests;

/// <summary>Each error says where it is and what was expected.</summary>
public sealed class ScriptErrorTests : IDisposable
{
    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Fact]
    public void Every_error_of_the_compiler_comes_with_its_line_and_column()
    {
        _scripts.Findings("section.csx", """
            var limit = lmit;
              int other = "text";
            return Section(setup => context => contex.Now > 3);
            """).ShouldBe([
            "section.csx:1:13 CS0103 The name 'lmit' does not exist in the current context",
            "section.csx:2:15 CS0029 Cannot implicitly convert type 'string' to 'int'",
            "section.csx:3:36 CS0103 The name 'contex' does not exist in the current context",
        ]);
    }

    [Fact]
    public void A_syntax_error_in_a_class_comes_with_its_line_and_column() =>
        _scripts.Findings("strategy.cs", "public class Strategy\n{\n    int x = ;\n}\n").ShouldBe(["strategy.cs:3:13 CS1525 Invalid expression term ';'"]);

    [Theory]
    [InlineData("var x = 1;", "section.csx:1:1 PT2003 The script ends without a value; expected is a StrategyDefinition, or a section: Section(setup => …) or an IStrategySection.")]
    [InlineData("\n  return 42;", "section.csx:2:3 PT2003 The script gives a System.Int32; expected is a StrategyDefinition, or a section: Section(setup => …) or an IStrategySection.")]
    [InlineData("return All(Value(\"price\") > 1);", "section.csx:1:1 PT2003 The script gives conditions; write those in the document itself, or a whole strategy here.")]
    [InlineData("return Code(setup => context => true).WithCooldown(5);",
        "section.csx:1:1 PT2003 The section has a cooldown or minimum confidence of its own; write those in the document that names the script.")]
    public void A_script_that_gives_something_else_is_told_what_is_expected(string text, string expected) =>
        _scripts.Findings("section.csx", text).Where(f => !f.Contains("CS0219", StringComparison.Ordinal)).ShouldBe([expected]);

    [Theory]
    [InlineData("", "The file has no public class that implements IStrategyScript or IStrategySection.")]
    [InlineData("class Hidden : IStrategySection { public SectionResult Evaluate(SectionContext c) => true; }",
        "The file has no public class that implements IStrategyScript or IStrategySection.")]
    [InlineData("public class A : IStrategySection { public SectionResult Evaluate(SectionContext c) => true; }\npublic class B : A;",
        "The file has 2 public classes that implement IStrategyScript or IStrategySection; it must have one.")]
    [InlineData("public class A(int n) : IStrategySection { public SectionResult Evaluate(SectionContext c) => n > 1; }",
        "The class A has no public constructor without parameters.")]
    public void A_class_file_without_exactly_one_usable_class_says_so(string text, string expected) =>
        _scripts.Findings("section.cs", "using PluginTrading.Sdk.Strategies;\n" + text).ShouldHaveSingleItem().ShouldEndWith($"PT2003 {expected}");

    [Fact]
    public void A_script_that_throws_while_it_is_set_up_says_where()
    {
        _scripts.Findings("strategy.csx", """
            var divisor = 0;
            decimal Share(int parts) =>
                1 / parts;
            return new StrategyDefinition { Name = "x", Direction = Direction.Long, Limits = new() { BaseSize = Share(divisor) }, SignalDetection = null!, EntryConditions = null!, CloseOrderDetection = null! };
            """).ShouldBe(["strategy.csx:3:5 PT2004 The script threw while it was set up: System.DivideByZeroException: Attempted to divide by zero."]);
    }

    [Fact]
    public void An_error_of_the_sdk_while_setting_up_is_placed_in_the_script()
    {
        _scripts.Findings("strategy.csx", """
            var curve = new Curve(
                (1, 1), (0.5, 2));
            return curve;
            """).ShouldHaveSingleItem().ShouldStartWith(
            "strategy.csx:1:13 PT2004 The script threw while it was set up: System.ArgumentException: The curve's x must rise: point 1 has 0.5 after 1.");
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_finding()
    {
        var result = new ScriptCompiler(new()).Compile(Path.Combine(_scripts.Path, "absent.csx"));

        result.Value.ShouldBeNull();
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.IsError, finding.File).ShouldBe((ScriptDiagnostic.Unreadable, true, Path.Combine(_scripts.Path, "absent.csx")));
        finding.Message.ShouldStartWith("The script cannot be read: Could not find file");
    }

    [Fact]
    public void A_folder_is_no_script()
    {
        Directory.CreateDirectory(Path.Combine(_scripts.Path, "folder.csx"));

        new ScriptCompiler(new()).Compile(Path.Combine(_scripts.Path, "folder.csx")).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(ScriptDiagnostic.Unreadable);
    }

    [Fact]
    public void A_file_of_another_kind_is_no_script() =>
        _scripts.Findings("section.txt", "return 1;").ShouldBe(["section.txt:1:1 PT2005 The script cannot be read: a script's name ends in .csx or .cs, not in '.txt'"]);

    [Fact]
    public void A_file_of_random_bytes_is_a_finding_and_no_exception()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(_scripts.Path, "noise.csx"), bytes);

        new ScriptCompiler(new()).Compile(Path.Combine(_scripts.Path, "noise.csx")).Diagnostics.ShouldContain(d => d.IsError);
    }

    [Fact]
    public void A_script_that_is_longer_than_anyone_writes_is_refused_unread()
    {
        var text = "// " + new string('x', 1_000_000);
        _scripts.Write("part.csx", text);

        _scripts.Findings("long.csx", text).ShouldBe(["long.csx:1:1 PT2005 The script cannot be read: it has 1000003 bytes; a script has at most 1000000"]);
        _scripts.Findings("short.csx", "#load \"part.csx\"").ShouldBe(["short.csx:1:1 PT2001 The file has 1000003 bytes; a script has at most 1000000."]);
    }

    [Fact]
    public void A_warning_does_not_keep_a_script_from_being_used_and_survives_the_cache()
    {
        var path = _scripts.Write("section.csx", "int never = 1;\n" + "void Unused() { int x = 1; }\n" + ScriptTexts.CountingSection);
        var settings = new ScriptSettings { CacheFolder = _scripts.CacheFolder };

        foreach (var compiler in new[] { new ScriptCompiler(settings), new ScriptCompiler(settings) })
        {
            var result = compiler.CompileSection(path);
            result.Value.ShouldNotBeNull();
            result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldBe($"{path}(2,21): warning CS0219: The variable 'x' is assigned but its value is never used");
        }
    }
}
