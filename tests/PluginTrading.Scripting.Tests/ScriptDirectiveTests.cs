namespace PluginTrading.Scripting.Tests;

/// <summary>The lines that say what a script is built with.</summary>
public sealed class ScriptDirectiveTests : IDisposable
{
    private const string PluginInstead = "a script may use the SDK and .NET only; what needs more is a plugin";

    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Theory]
    [InlineData("#:project ../sdk/PluginTrading.Sdk")]
    [InlineData("#:project ../sdk/PluginTrading.Sdk/")]
    [InlineData(@"#:project ..\sdk\PluginTrading.Sdk\PluginTrading.Sdk.csproj")]
    [InlineData("#:package PluginTrading.Sdk")]
    [InlineData("#:package PluginTrading.Sdk@1.2.0")]
    [InlineData("#:package PluginTrading.Sdk@1.*")]
    [InlineData("#:sdk Microsoft.NET.Sdk")]
    [InlineData("#:property OutputType=Library")]
    [InlineData("#!/usr/bin/env dotnet")]
    public void A_class_file_may_say_how_editors_build_it(string line) => _scripts.Section("section.cs", $"{line}\n{ScriptTexts.CountingClass}").ShouldNotBeNull();

    [Theory]
    [InlineData("#:project ../Other", $"'../Other' is not the project PluginTrading.Sdk: {PluginInstead}.")]
    [InlineData("#:package Newtonsoft.Json@13.0.4", $"'Newtonsoft.Json@13.0.4' is not the package PluginTrading.Sdk: {PluginInstead}.")]
    [InlineData("#:package PluginTrading.Sdk@2.0.0", "The script is written for PluginTrading.Sdk 2.0.0; this host provides 1.0.0.")]
    [InlineData("#:sdk Microsoft.NET.Sdk.Web", "'Microsoft.NET.Sdk.Web' is not Microsoft.NET.Sdk, which scripts are built with.")]
    [InlineData("#:property OutputType", "#:property needs a name and a value, as in OutputType=Library; found 'OutputType'.")]
    [InlineData("#:include other.cs", "'#:include' is not supported; a script may have #:project and #:package of the SDK, #:sdk and #:property.")]
    [InlineData("#:", "'#:' is not supported; a script may have #:project and #:package of the SDK, #:sdk and #:property.")]
    public void Another_project_line_is_an_error_at_its_place(string line, string expected) =>
        _scripts.Findings("section.cs", $"// first\n{line}\n{ScriptTexts.CountingClass}").ShouldBe([$"section.cs:2:1 PT2001 {expected}"]);

    [Theory]
    [InlineData("section.csx", "#r \"System.Net.Http\"", $"#r is not supported: {PluginInstead}.")]
    [InlineData("section.csx", "#r \"nuget: Newtonsoft.Json, 13.0.4\"", $"#r is not supported: {PluginInstead}.")]
    [InlineData("section.csx", "#load \"absent.csx\"", "There is no file 'absent.csx' (looked for FOLDER/absent.csx).")]
    [InlineData("section.csx", "#load \"../outside.csx\"", "A loaded file lies in the folder of the script (FOLDER) or below it; PARENT/outside.csx does not.")]
    [InlineData("section.csx", "#load \"\"", "'' is not a path.")]
    public void A_reference_that_cannot_be_had_is_an_error_at_its_place(string name, string line, string expected) =>
        _scripts.Findings(name, $"{line}\n{ScriptTexts.CountingSection}").ShouldBe([
            $"{name}:1:1 PT2001 {expected.Replace("FOLDER", _scripts.Path, StringComparison.Ordinal).Replace("PARENT", Path.GetDirectoryName(_scripts.Path), StringComparison.Ordinal)}",
        ]);

    [Fact]
    public void A_class_file_loads_no_other() =>
        _scripts.Findings("section.cs", $"#load \"x.csx\"\n{ScriptTexts.CountingClass[ScriptTexts.CountingClass.IndexOf("using", StringComparison.Ordinal)..]}")
            .ShouldContain("section.cs:1:1 PT2001 #load is for .csx files: a .cs script is one file.");

    [Fact]
    public void A_loaded_file_is_part_of_the_script_and_may_load_another()
    {
        _scripts.Write("parts/limits.csx", "#load \"three.csx\"\nbool Enough(int count) => count >= Three;");
        _scripts.Write("parts/three.csx", "const int Three = 3;");

        var section = _scripts.Section("section.csx", """
            #load "parts/limits.csx"
            var count = 0;
            return Section(setup => context => Enough(++count));
            """)();

        section.Initialize(null!);
        Enumerable.Range(0, 3).Select(_ => section.Evaluate(null!).IsTrue).ShouldBe([false, false, true]);
    }

    [Fact]
    public void Files_that_load_each_other_are_loaded_once()
    {
        _scripts.Write("a.csx", "#load \"b.csx\"\nint A() => 1;");
        _scripts.Write("b.csx", "#load \"a.csx\"\nint B() => A();");

        _scripts.Findings("section.csx", "#load \"a.csx\"\nreturn B();").ShouldHaveSingleItem().ShouldStartWith("section.csx:2:1 PT2003 The script gives a System.Int32;");
    }

    [Fact]
    public void A_script_is_not_loaded_by_what_it_loads()
    {
        _scripts.Write("a.csx", "\n#load \"section.csx\"");

        _scripts.Findings("section.csx", "#load \"a.csx\"\nreturn 1;").ShouldBe(["a.csx:2:1 PT2001 A script cannot be loaded by what it loads."]);
    }

    [Fact]
    public void Errors_in_a_loaded_file_name_that_file()
    {
        _scripts.Write("parts/wrong.csx", "\nint Wrong() => nothing;");
        _scripts.Write("parts/lost.csx", "#load \"absent.csx\"");
        _scripts.Write("parts/clock.csx", "\n\nvar started = DateTime.UtcNow;");

        _scripts.Findings("a.csx", "#load \"parts/wrong.csx\"\nreturn 1;").ShouldHaveSingleItem().ShouldBe("parts/wrong.csx:2:16 CS0103 The name 'nothing' does not exist in the current context");
        _scripts.Findings("b.csx", "#load \"parts/lost.csx\"\nreturn 1;").ShouldHaveSingleItem().ShouldStartWith("parts/lost.csx:1:1 PT2001 There is no file 'absent.csx'");
        _scripts.Findings("c.csx", "#load \"parts/clock.csx\"\nreturn 1;").ShouldHaveSingleItem().ShouldStartWith("parts/clock.csx:3:15 PT2002 'System.DateTime.UtcNow'");
    }

    [Fact]
    public void A_load_line_in_a_comment_loads_nothing() =>
        _scripts.Section("section.csx", "/*\n#load \"absent.csx\"\n*/\n" + ScriptTexts.CountingSection).ShouldNotBeNull();
}
