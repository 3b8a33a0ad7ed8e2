using System.Globalization;
using Spectre.Console;

namespace PluginTrading.Cli.Commands;

/// <summary>Shows how far a long piece of work is: a bar with the time left on a terminal, a line to standard error at each tenth otherwise, once it has taken some time.</summary>
internal static class DataProgress
{
    /// <summary>Work that ends sooner shows no lines.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(2);

    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it is given what to call with the share done (0 to 1) and a text of what is being counted.</param>
    public static T Show<T>(string title, Func<Action<double, string>, T> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return work(Lines(title));
        ProgressColumn[] columns = [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return AnsiConsole.Progress().AutoClear(true).Columns(columns).Start(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            return work((share, text) =>
            {
                task.Value = share;
                task.Description = Markup.Escape($"{title} {text}");
            });
        });
    }

    private static Action<double, string> Lines(string title)
    {
        var started = TimeProvider.System.GetTimestamp();
        var shown = 0;
        return (share, text) =>
        {
            var tenth = (int)(share * 10);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            if (tenth <= shown || elapsed < Quick)
                return;
            shown = tenth;
            var line = string.Create(CultureInfo.InvariantCulture, $"{title} {tenth * 10} % {text}").TrimEnd();
            Console.Error.WriteLine(share < 1 ? string.Create(CultureInfo.InvariantCulture, $"{line}, {elapsed.TotalSeconds * (1 - share) / share:0} s left") : line);
        };
    }
}
