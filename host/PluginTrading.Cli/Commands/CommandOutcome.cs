using PluginTrading.Data;

namespace PluginTrading.Cli.Commands;

/// <summary>Runs the work of a command and turns its end into an exit code: 0 done, 1 bad input, 2 could not run, 130 interrupted.</summary>
internal static class CommandOutcome
{
    public const int Done = 0;
    public const int BadInput = 1;
    public const int CouldNotRun = 2;
    public const int Interrupted = 130;

    public static int Of(Func<CancellationToken, int> work, CancellationToken cancellationToken)
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Interrupt(object? sender, ConsoleCancelEventArgs arguments)
        {
            arguments.Cancel = true;
            interruption.Cancel();
        }

        Console.CancelKeyPress += Interrupt;
        try
        {
            return work(interruption.Token);
        }
        catch (OperationCanceledException)
        {
            return Failed("Interrupted; nothing was changed.", Interrupted);
        }
        catch (DataSetException exception)
        {
            return Failed(exception.Message, BadInput);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(exception.Message, CouldNotRun);
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
        }
    }

    private static int Failed(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
