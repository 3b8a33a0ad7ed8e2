using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PluginTrading.Storage.Tests.Postgres;

/// <summary>A PostgreSQL server of a test's own, which the test may break.</summary>
internal sealed class ThrowawayCluster : IDisposable
{
    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port;

    private ThrowawayCluster(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("plugintrading-cluster-").FullName;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        if (IsRoot)
            Run("chown", "postgres", _folder);
        AsServer("initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-D", Data);
        StartAgain();
    }

    public string Location => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=5");

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts one; skips the test where PostgreSQL is not installed, fails it in CI.</summary>
    public static ThrowawayCluster Start()
    {
        _ = TestServer.ConnectionString;
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is null)
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "CI has PostgreSQL under /usr/lib/postgresql");
            Assert.Skip("needs PostgreSQL's programs under /usr/lib/postgresql");
        }

        return new ThrowawayCluster(programs);
    }

    /// <summary>As when it crashes: connections break, nothing is written down.</summary>
    public void StopAtOnce() => AsServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public void StartAgain() => AsServer(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder}"), "start");

    public void Dispose()
    {
        StopAtOnce();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private void AsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        if (IsRoot)
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server inherits the streams: reading them to the end would wait until it stops.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", program, program, .. arguments]))!;
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue($"{program} did not end");
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
