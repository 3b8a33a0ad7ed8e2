using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using PluginTrading.Sdk.Exchanges;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading sandbox</c>: a local exchange that speaks a real one's protocol, until it is stopped.</summary>
internal sealed class SandboxCommand : Command<SandboxCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => RunAsync(settings, token).GetAwaiter().GetResult(), cancellationToken);

    private static async Task<int> RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        using var plugins = PluginFolders.Load(settings.Plugins);
        if (!plugins.Components.Sandboxes.TryGetValue(settings.Exchange, out var factory))
        {
            await Console.Error.WriteLineAsync($"There is no sandbox of '{settings.Exchange}'; found: {string.Join(", ", plugins.Components.Sandboxes.Keys)}.").ConfigureAwait(false);
            return CommandOutcome.BadInput;
        }

        if (settings.ListFaults)
        {
            foreach (var (name, text) in factory.Faults)
                Console.Out.WriteLine($"{name,-24} {text}");
            return CommandOutcome.Done;
        }

        using var market = SandboxMarket.Open(settings.Data, settings.Seed, cancellationToken);
        var sandbox = factory.Create(new SandboxSettings
        {
            Port = settings.Port,
            Key = settings.Key,
            Secret = settings.Secret,
            Balance = settings.Balance,
            Instruments = market.Instruments,
            Feed = market.Feed,
            Speed = settings.Speed,
            ShiftsTimes = !settings.KeepTimes,
            LimitsRates = !settings.NoRateLimits,
            Seed = (long)settings.Seed,
            Faults = [.. settings.Faults, .. settings.Script is { } script ? File.ReadAllLines(script).Where(l => l.Trim() is { Length: > 0 } line && line[0] != '#') : []],
            Time = TimeProvider.System,
            Log = static (_, text) => Console.Error.WriteLine(text),
        });
        await using (sandbox.ConfigureAwait(false))
        {
            await sandbox.StartAsync(cancellationToken).ConfigureAwait(false);
            Console.Out.WriteLine($"{settings.Exchange} sandbox: REST {sandbox.Address}  WebSocket ws://{sandbox.Address.Authority}/edge");
            Console.Out.WriteLine($"symbols {string.Join(", ", market.Instruments.Select(i => i.Symbol))}; key {settings.Key}; balance {settings.Balance}. Ctrl-C stops it.");
            // Until a person stops it, which is how it ends.
            var moving = sandbox.RunAsync(cancellationToken);
            await moving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return CommandOutcome.Done;
            await moving.ConfigureAwait(false);
            Console.Out.WriteLine("the market has come to the end of its data and stands still");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return CommandOutcome.Done;
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<EXCHANGE>")]
        [Description("Whose protocol it speaks: mexc.")]
        public string Exchange { get; init; } = "";

        [CommandOption("--port <PORT>")]
        [Description("Port on loopback; 0 takes a free one.")]
        public int Port { get; init; }

        [CommandOption("--key <KEY>")]
        [Description("API key that clients must use.")]
        [DefaultValue("sandbox-key")]
        public string Key { get; init; } = "sandbox-key";

        [CommandOption("--secret <SECRET>")]
        [Description("API secret that clients must sign with.")]
        [DefaultValue("sandbox-secret")]
        public string Secret { get; init; } = "sandbox-secret";

        [CommandOption("--balance <AMOUNT>")]
        [Description("Money of the account, USDT.")]
        [DefaultValue("10000")]
        public decimal Balance { get; init; } = 10_000m;

        [CommandOption("--data <DIR>")]
        [Description("Data set that the market is fed from. Default: made-up markets of BTC_USDT, ETH_USDT and PUMP_USDT.")]
        public string? Data { get; init; }

        [CommandOption("--speed <FACTOR>")]
        [Description("Seconds of market time per second; 0 goes as fast as clients read.")]
        [DefaultValue(1.0)]
        public double Speed { get; init; } = 1;

        [CommandOption("--keep-times")]
        [Description("Leave the data's own times; else its first event is now.")]
        public bool KeepTimes { get; init; }

        [CommandOption("--no-rate-limits")]
        [Description("Do not limit requests as the exchange does.")]
        public bool NoRateLimits { get; init; }

        [CommandOption("--seed <SEED>")]
        [Description("Seed of the made-up market and of faults with a chance.")]
        [DefaultValue(1UL)]
        public ulong Seed { get; init; } = 1;

        [CommandOption("--fault <FAULT>")]
        [Description("A fault with its values, as \"timeout_after_accept at=60\"; may be given several times. --list-faults shows them.")]
        public string[] Faults { get; init; } = [];

        [CommandOption("--script <FILE>")]
        [Description("File with a fault on each line; lines that begin with # are comments.")]
        public string? Script { get; init; }

        [CommandOption("--list-faults")]
        [Description("Show the faults that it knows and end.")]
        public bool ListFaults { get; init; }

        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The host's own plugins are always there.")]
        public string[] Plugins { get; init; } = [];

        public override Spectre.Console.ValidationResult Validate() => Port is < 0 or > 65535
            ? Spectre.Console.ValidationResult.Error($"--port: {Port} is not a port; expected 0 to 65535.")
            : Speed < 0 || !double.IsFinite(Speed)
                ? Spectre.Console.ValidationResult.Error("--speed: expected 0 or more.")
                : Balance <= 0 ? Spectre.Console.ValidationResult.Error("--balance: expected an amount above 0.") : Spectre.Console.ValidationResult.Success();
    }
}
