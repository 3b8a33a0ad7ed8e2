using System.Reflection;

namespace PluginTrading.Tests;

/// <summary>Where tests find the repository and the optional folder of real market data beside it.</summary>
internal static class TestData
{
    public static string RepositoryRoot { get; } = typeof(TestData).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>A file or folder of the real market data; skips the test when the data is not there, fails it in CI.</summary>
    public static string RealData(params string[] path)
    {
        var folder = Environment.GetEnvironmentVariable("PLUGINTRADING_TEST_DATA") ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));
        if (!Directory.Exists(folder))
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"CI has the real market data; looked in {folder}");
            Assert.Skip($"needs the real market data; set PLUGINTRADING_TEST_DATA to its folder (looked in {folder})");
        }

        return Path.Combine([folder, .. path]);
    }
}

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plugintrading-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
