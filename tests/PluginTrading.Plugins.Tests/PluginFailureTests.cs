using System.Text.Json.Nodes;

namespace PluginTrading.Plugins.Tests;

/// <summary>Each way in which a plugin fails to load: a status, a reason that names the cause, and nothing in the catalog.</summary>
public sealed class PluginFailureTests : IDisposable
{
    private readonly PluginFolder _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void Manifest_for_a_later_sdk_is_incompatible()
    {
        _plugins.Install("WellBehaved", null, ("sdk", "[2.0,3.0)"));

        ShouldFail(PluginStatus.IncompatibleSdk, "[2.0,3.0)", "1.0.0");
    }

    [Fact]
    public void Assembly_built_against_a_later_major_sdk_is_incompatible_whatever_its_manifest_says()
    {
        _plugins.Install("NextMajorPlugin");

        ShouldFail(PluginStatus.IncompatibleSdk, "PluginTrading.Sdk 2.0.0.0", "1.0.0.0");
    }

    [Fact]
    public void Assembly_that_uses_a_member_of_a_later_minor_sdk_is_incompatible_whatever_its_manifest_says()
    {
        _plugins.Install("NextMinorPlugin");

        ShouldFail(PluginStatus.IncompatibleSdk, "PluginTrading.Sdk.Plugins.IPluginRegistry.AddNovelty", "1.0.0");
    }

    [Theory]
    [InlineData("ThrowsInConstructor", "System.NotSupportedException", "no constructor today")]
    [InlineData("ThrowsInTypeInitializer", "System.FormatException", "not a number")]
    public void Constructor_that_throws_is_told_with_its_exception(string entryType, string exception, string message)
    {
        _plugins.InstallFaulty(entryType);

        ShouldFail(PluginStatus.ConstructorFailed, exception, message);
    }

    [Theory]
    [InlineData("ThrowsInRegister", "no second indicator today")]
    [InlineData("SwallowsTheRefusal", "'faulty.first' is taken")]
    [InlineData("RegistersBadName", "'Bad Name'")]
    [InlineData("RegistersBadDefault", "'minimum'")]
    public void Failed_registration_leaves_nothing_behind(string entryType, string reason)
    {
        _plugins.InstallFaulty(entryType, "indicator:faulty.first");

        ShouldFail(PluginStatus.RegistrationFailed, reason);
    }

    [Fact]
    public void Name_of_a_built_in_value_is_taken()
    {
        _plugins.InstallFaulty("RegistersBuiltInName", "indicator:price");

        ShouldFail(PluginStatus.NameTaken, "'price'");
    }

    [Theory]
    [InlineData("NeedsAnArgument", "no public constructor without parameters")]
    [InlineData("IsAbstract", "not a class that can be made")]
    [InlineData("IsSomethingElse", "does not implement PluginTrading.Sdk.Plugins.IPlugin")]
    [InlineData("IsInternal", "is not public")]
    [InlineData("IsNowhere", "does not exist")]
    public void Entry_type_that_is_no_plugin_is_told_what_is_wrong_with_it(string entryType, string reason)
    {
        _plugins.InstallFaulty(entryType);

        ShouldFail(PluginStatus.NotAPlugin, $"TestPlugins.Faulty.{entryType}", reason);
    }

    [Fact]
    public void Assembly_without_a_reference_to_the_sdk_is_no_plugin()
    {
        _plugins.Install("NewtonsoftTwelve", null, ("assembly", "Newtonsoft.Json.dll"));

        ShouldFail(PluginStatus.NotAPlugin, "does not reference PluginTrading.Sdk");
    }

    [Fact]
    public void Missing_entry_assembly_is_named()
    {
        _plugins.Install("WellBehaved", null, ("assembly", "Absent.dll"));

        ShouldFail(PluginStatus.MissingAssembly, "'Absent.dll'");
    }

    [Theory]
    [InlineData("this is a text")]
    [InlineData("")]
    [InlineData("MZ")]
    public void File_that_is_no_assembly_is_told_so(string content)
    {
        var folder = _plugins.Install("WellBehaved");
        File.WriteAllText(Path.Combine(folder, "TestPlugins.WellBehaved.dll"), content);

        ShouldFail(PluginStatus.NotAnAssembly, "'TestPlugins.WellBehaved.dll'");
    }

    [Fact]
    public void Truncated_assembly_is_told_so()
    {
        var path = Path.Combine(_plugins.Install("WellBehaved"), "TestPlugins.WellBehaved.dll");
        var bytes = File.ReadAllBytes(path);

        foreach (var length in Enumerable.Range(1, 15).Select(i => bytes.Length * i / 16))
        {
            File.WriteAllBytes(path, bytes[..length]);
            ShouldFail(PluginStatus.NotAnAssembly, "'TestPlugins.WellBehaved.dll'");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_library_is_refused_although_the_host_has_one_of_that_name(bool keepsDependencyList)
    {
        typeof(Newtonsoft.Json.JsonConvert).Assembly.GetName().Version!.Major.ShouldBe(13);
        var folder = _plugins.Install("NewtonsoftTwelve");
        File.Delete(Path.Combine(folder, "Newtonsoft.Json.dll"));
        if (!keepsDependencyList)
            File.Delete(Path.Combine(folder, "TestPlugins.NewtonsoftTwelve.deps.json"));

        ShouldFail(PluginStatus.MissingDependency, "Newtonsoft.Json");
    }

    [Fact]
    public void Library_in_an_older_version_than_was_compiled_against_is_a_missing_dependency()
    {
        var folder = _plugins.Install("NewtonsoftThirteen");
        var older = Path.Combine(AppContext.BaseDirectory, "TestPlugins", "NewtonsoftTwelve", "Newtonsoft.Json.dll");
        File.Copy(older, Path.Combine(folder, "Newtonsoft.Json.dll"), overwrite: true);

        ShouldFail(PluginStatus.MissingDependency, "Newtonsoft.Json 13.0.0.0", "12.0.0.0");
    }

    [Fact]
    public void Manifest_that_lists_too_much_or_too_little_is_told_the_difference()
    {
        _plugins.Install("WellBehaved", null, ("provides", new JsonArray("indicator:well.constant", "indicator:well.other")));

        ShouldFail(PluginStatus.ProvidesMismatch, "listed but not registered: indicator:well.other.", "registered but not listed: section:always-true, slippage:one-tenth, strategy:never.");
    }

    private void ShouldFail(PluginStatus status, params string[] reasons)
    {
        var report = _plugins.LoadFailing();
        report.Status.ShouldBe(status, report.Reason);
        foreach (var reason in reasons)
            report.Reason.ShouldContain(reason);
    }
}
