using System.Runtime.InteropServices;
using PluginTrading.Data;
using PluginTrading.Engine;
using PluginTrading.Results.Export;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Storage;

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
        // The first signal lets the work end by itself; the next one ends the process at once.
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        }

        using var controlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            return work(interruption.Token);
        }
        catch (OperationCanceledException)
        {
            return Failed("Interrupted; nothing was changed.", Interrupted);
        }
        catch (Exception exception) when (exception is DataSetException or SessionException or SectionException or ExchangeSettingsException)
        {
            return Failed(exception.Message, BadInput);
        }
        catch (Exception exception) when (exception is ResultFileException or StoreException or JournalException or ExchangeException or IOException or UnauthorizedAccessException)
        {
            return Failed(exception.Message, CouldNotRun);
        }
    }

    private static int Failed(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
