using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Tests;

/// <summary>What a command wrote and returned, run in this process with both outputs piped. Tests that use it form one collection, because the console is one.</summary>
internal sealed record ConsoleRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Split(Output);

    public IReadOnlyList<string> ErrorLines => Split(Error);

    public static ConsoleRun Of(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (oldOutput, oldError, oldConsole) = (Console.Out, Console.Error, AnsiConsole.Console);
        Console.SetOut(output);
        Console.SetError(error);
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        AnsiConsole.Profile.Width = 160;
        try
        {
            var app = Program.CreateApp();
            app.Configure(configuration => configuration.ConfigureConsole(AnsiConsole.Console));
            var exitCode = app.Run(arguments, TestContext.Current.CancellationToken);
            return new ConsoleRun(exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(oldOutput);
            Console.SetError(oldError);
            AnsiConsole.Console = oldConsole;
        }
    }

    private static string[] Split(string text) => text.TrimEnd('\n').Split('\n') is [""] ? [] : text.TrimEnd('\n').Split('\n');
}
