using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Plugins.Tests;

public sealed class PluginHostTests : IDisposable
{
    private readonly PluginFolder _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void A_plugin_is_loaded_with_everything_that_it_provides()
    {
        _plugins.Install("WellBehaved");

        var loaded = _plugins.Load();

        var report = loaded.Reports.ShouldHaveSingleItem();
        report.Status.ShouldBe(PluginStatus.Loaded, report.Reason);
        report.Warnings.ShouldBeEmpty();
        report.Manifest!.Id.ShouldBe("tests.well-behaved");
        loaded.Components.Indicators.Keys.ShouldBe(["well.constant"]);
        loaded.Components.Sections.Keys.ShouldBe(["tests.well-behaved/always-true"]);
        loaded.Components.Strategies.Keys.ShouldBe(["tests.well-behaved/never"]);
        loaded.Components.SlippageModels.Keys.ShouldBe(["tests.well-behaved/one-tenth"]);
        loaded.Components.Sections["tests.well-behaved/always-true"].Create().Evaluate(null!).IsTrue.ShouldBeTrue();
    }

    [Fact]
    public void Two_plugins_and_the_host_use_three_copies_of_one_library_in_two_major_versions()
    {
        _plugins.Install("NewtonsoftTwelve");
        _plugins.Install("NewtonsoftThirteen");

        var loaded = _plugins.Load();

        loaded.Reports.ShouldAllBe(report => report.Status == PluginStatus.Loaded);
        MajorVersion(loaded, "newtonsoft.version_12").ShouldBe(12);
        MajorVersion(loaded, "newtonsoft.version_13").ShouldBe(13);
        AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == typeof(JToken).Assembly.GetName().Name).ShouldBeGreaterThanOrEqualTo(3);

        static double MajorVersion(LoadedPlugins loaded, string name) =>
            loaded.Components.Indicators[name].Create(null!, ParameterValues.Create([], [])).Value;
    }

    [Fact]
    public void A_copy_of_the_sdk_in_the_plugins_folder_is_not_used()
    {
        var folder = _plugins.Install("WellBehaved");
        File.Copy(typeof(IPlugin).Assembly.Location, Path.Combine(folder, "PluginTrading.Sdk.dll"));

        _plugins.Load().Reports.ShouldHaveSingleItem().Status.ShouldBe(PluginStatus.Loaded);
    }

    [Fact]
    public void A_plugin_without_deps_json_is_loaded_from_its_folder()
    {
        var folder = _plugins.Install("NewtonsoftTwelve");
        File.Delete(Path.Combine(folder, "TestPlugins.NewtonsoftTwelve.deps.json"));

        var loaded = _plugins.Load();

        loaded.Reports.ShouldHaveSingleItem().Status.ShouldBe(PluginStatus.Loaded);
        loaded.Components.Indicators["newtonsoft.version_12"].Create(null!, ParameterValues.Create([], [])).Value.ShouldBe(12);
    }

    [Fact]
    public void A_failing_plugin_does_not_keep_the_others_from_loading()
    {
        _plugins.Install("Faulty", "1-faulty");
        _plugins.Write("2-broken", "{");
        _plugins.Install("WellBehaved", "3-good");

        var loaded = _plugins.Load();

        loaded.Reports.Select(report => report.Status).ShouldBe([PluginStatus.ConstructorFailed, PluginStatus.InvalidManifest, PluginStatus.Loaded]);
        loaded.Components.Indicators.Keys.ShouldBe(["well.constant"]);
    }

    [Fact]
    public void Of_two_plugins_with_one_id_the_first_counts_even_when_it_is_broken()
    {
        var first = _plugins.Install("WellBehaved", "a", ("entry_type", "Nothing.Here"));
        _plugins.Install("WellBehaved", "b");

        var reports = _plugins.Load().Reports;

        reports.Select(report => report.Status).ShouldBe([PluginStatus.NotAPlugin, PluginStatus.DuplicateId]);
        reports[1].Reason.ShouldContain(first);
    }

    [Fact]
    public void An_indicator_name_that_another_plugin_has_leaves_the_whole_second_plugin_out()
    {
        _plugins.Install("WellBehaved", "a");
        _plugins.Install("WellBehaved", "b", ("id", "tests.other"));

        var loaded = _plugins.Load();

        loaded.Reports.Select(report => report.Status).ShouldBe([PluginStatus.Loaded, PluginStatus.NameTaken]);
        loaded.Reports[1].Reason.ShouldContain("well.constant");
        loaded.Components.Sections.Keys.ShouldBe(["tests.well-behaved/always-true"]);
    }

    [Fact]
    public void A_folder_given_twice_is_searched_once_and_one_that_does_not_exist_is_empty()
    {
        _plugins.Install("WellBehaved");

        var loaded = PluginHost.Load([_plugins.Path, _plugins.Path + Path.DirectorySeparatorChar, Path.Combine(_plugins.Path, "absent")]);

        loaded.Reports.ShouldHaveSingleItem().Status.ShouldBe(PluginStatus.Loaded);
    }

    [Fact]
    public void Collectible_plugins_are_gone_after_they_were_disposed()
    {
        _plugins.Install("WellBehaved");

        var context = LoadUseAndDispose();

        for (var i = 0; i < 10 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        context.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference LoadUseAndDispose()
    {
        using var loaded = _plugins.Load(isCollectible: true);
        var factory = loaded.Components.Indicators["well.constant"];
        factory.Create(null!, ParameterValues.Create(factory.Declaration.Parameters, [("value", 7)])).Value.ShouldBe(7);
        return new WeakReference(System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(factory.GetType().Assembly));
    }
}
