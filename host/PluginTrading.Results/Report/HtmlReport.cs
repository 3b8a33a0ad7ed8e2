using System.Text;
using PluginTrading.Results.Export;

namespace PluginTrading.Results.Report;

/// <summary>A run as one HTML file that opens from disk: charts, figures, trades and states, with nothing fetched from anywhere.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report, or leaves what was there untouched. The same run gives the same bytes.</summary>
    /// <param name="path">The file; its folder is made when it does not exist.</param>
    /// <param name="result">The finished run.</param>
    /// <param name="recorded">What was recorded while it went on.</param>
    /// <exception cref="ResultFileException">It could not be written.</exception>
    public static void Write(string path, RunResult result, ReportRecorder recorded) =>
        Write(path, result, recorded, staged => new FileStream(staged, FileMode.Create, FileAccess.Write, FileShare.None));

    internal static void Write(string path, RunResult result, ReportRecorder recorded, Func<string, Stream> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(recorded);
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new ResultFileException(target, "it is a folder; expected a file or a name that is free.");
        var page = Encoding.UTF8.GetBytes(ReportPage.Of(result, recorded));
        var staged = $"{target}.partial-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = open(staged))
            {
                stream.Write(page, 0, page.Length);
                stream.Flush();
                if (stream is FileStream file)
                    file.Flush(flushToDisk: true);
            }

            File.Move(staged, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(staged);
            throw new ResultFileException(target, exception.Message, exception);
        }
    }

    /// <summary>Takes away what was begun; where even that fails the report's own failure is the one to tell.</summary>
    private static void Remove(string staged)
    {
        try
        {
            File.Delete(staged);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            System.Diagnostics.Trace.TraceWarning($"'{staged}' could not be removed: {exception.Message}");
        }
    }
}
