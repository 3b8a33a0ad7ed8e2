namespace PluginTrading.Plugins.Tests;

public sealed class PluginCatalogTests : IDisposable
{
    private readonly PluginFolder _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void Files_and_folders_without_a_manifest_are_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_plugins.Path, "empty"));
        File.WriteAllText(Path.Combine(_plugins.Path, "plugin.json"), "{}");
        File.WriteAllText(Path.Combine(_plugins.Path, "lonely.dll"), "text");

        PluginCatalog.Scan([_plugins.Path]).ShouldBeEmpty();
    }

    [Fact]
    public void Manifest_that_is_not_json_is_told_with_line_and_column()
    {
        _plugins.Write("broken", "{\n  \"id\": oops\n}");

        Reason().ShouldContain("plugin.json(2,9)");
    }

    [Fact]
    public void All_faults_of_a_manifest_are_told_at_once()
    {
        _plugins.Write("faulty", """
            { "id": "Acme Sections", "version": "one", "assembly": "../evil.dll", "sdk": 1, "entryType": "A", "provides": ["indicators:x", "section:a", "section:a"] }
            """);

        var reason = Reason();

        reason.ShouldContain("no field 'entryType'");
        reason.ShouldContain("'entry_type' is missing");
        reason.ShouldContain("'Acme Sections'");
        reason.ShouldContain("'version' is 'one'");
        reason.ShouldContain("'../evil.dll'");
        reason.ShouldContain("'sdk' is a number");
        reason.ShouldContain("\"indicators:x\"");
        reason.ShouldContain("'section:a' twice");
    }

    [Theory]
    [InlineData("[]", "a list")]
    [InlineData("null", "null")]
    [InlineData("", "not valid JSON")]
    [InlineData("{ \"id\": \"a\", \"id\": \"b\" }", "not valid JSON")]
    public void Manifest_of_another_shape_is_told_what_it_is(string manifest, string reason)
    {
        _plugins.Write("odd", manifest);

        Reason().ShouldContain(reason);
    }

    [Fact]
    public void Manifest_that_is_a_folder_is_unreadable()
    {
        Directory.CreateDirectory(Path.Combine(_plugins.Path, "odd", "plugin.json"));

        PluginCatalog.Scan([_plugins.Path]).ShouldHaveSingleItem().Problem!.Status.ShouldBe(PluginStatus.Unreadable);
    }

    [Fact]
    public void Folder_that_may_not_be_read_is_unreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "needs a user whom file modes stop");
        var folder = _plugins.Write("locked", "{}");
#pragma warning disable CA1416 // Skipped on Windows above.
        File.SetUnixFileMode(folder, UnixFileMode.None);
        try
        {
            PluginCatalog.Scan([_plugins.Path]).ShouldHaveSingleItem().Problem!.Status.ShouldBe(PluginStatus.Unreadable);
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#pragma warning restore CA1416
    }

    [Fact]
    public void Scanning_loads_no_code_of_a_plugin()
    {
        _plugins.Install("Faulty");

        PluginCatalog.Scan([_plugins.Path]).ShouldHaveSingleItem().Problem.ShouldBeNull();

        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(_plugins.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Content_hash_tells_any_change_of_a_file_and_does_not_depend_on_the_place()
    {
        var folder = _plugins.Install("WellBehaved", "a");
        var copy = _plugins.Install("WellBehaved", "b");
        var hash = ContentHash.OfFolder(folder);
        hash.Length.ShouldBe(64);
        ContentHash.OfFolder(copy).ShouldBe(hash);

        File.AppendAllText(Path.Combine(folder, "TestPlugins.WellBehaved.dll"), "x");
        ContentHash.OfFolder(folder).ShouldNotBe(hash);

        File.Move(Path.Combine(copy, "plugin.json"), Path.Combine(copy, "plugin2.json"));
        ContentHash.OfFolder(copy).ShouldNotBe(hash);
    }

    [Fact]
    public void Link_that_leads_back_into_the_folder_does_not_trap_the_hash()
    {
        var folder = _plugins.Install("WellBehaved");
        var hash = ContentHash.OfFolder(folder);

        Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);

        ContentHash.OfFolder(folder).ShouldBe(hash);
    }

    [Fact]
    public void Search_path_is_the_hosts_folder_then_the_given_ones_then_the_sessions()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "plugins");

        PluginSearchPath.Folders([], [])[0].ShouldBe(beside);
        PluginSearchPath.Folders([], [])[^1].ShouldBe(Path.GetFullPath("plugins"));
        PluginSearchPath.Folders(["mine"], [Path.GetFullPath("session")]).ShouldBe([beside, Path.GetFullPath("mine"), Path.GetFullPath("session")]);
    }

    private string Reason()
    {
        var problem = PluginCatalog.Scan([_plugins.Path]).ShouldHaveSingleItem().Problem.ShouldNotBeNull();
        problem.Status.ShouldBe(PluginStatus.InvalidManifest);
        return problem.Reason;
    }
}
