using System.ComponentModel;
using System.Globalization;
using PluginTrading.Data.Generation;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading data generate</c>: a made-up market with pumps.</summary>
internal sealed class DataGenerateCommand : Command<DataGenerateCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Generate(settings, token), cancellationToken);

    private static int Generate(Settings settings, CancellationToken cancellationToken)
    {
        var events = DataProgress.Show("generating", show => PumpGenerator.Run(settings.Out, settings.ToSettings(), new Share(show), cancellationToken));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made {events} events of {settings.Symbol} in {settings.Out} (seed {settings.Seed})."));
        return CommandOutcome.Done;
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandOption("-o|--out <DIR>", isRequired: true)]
        [Description("Folder of the data set: a new one, or one to add the symbol to.")]
        public string Out { get; init; } = "";

        [CommandOption("-s|--symbol <BASE_QUOTE>")]
        [Description("Name of the made-up coin.")]
        [DefaultValue("PUMP_USDT")]
        public string Symbol { get; init; } = "PUMP_USDT";

        [CommandOption("--days <DAYS>")]
        [Description("Whole UTC days from 2024-01-01 on.")]
        [DefaultValue(3)]
        public int Days { get; init; } = 3;

        [CommandOption("--seed <SEED>")]
        [Description("The same seed gives the same data on every machine.")]
        [DefaultValue(1UL)]
        public ulong Seed { get; init; } = 1;

        [CommandOption("--trades-per-second <RATE>")]
        [Description("Mean rate in quiet times.")]
        [DefaultValue(1.0)]
        public double TradesPerSecond { get; init; } = 1;

        [CommandOption("--pumps <COUNT>")]
        [Description("Number of pumps in all; four a day when left out.")]
        public int? Pumps { get; init; }

        [CommandOption("--quotes")]
        [Description("Make quotes as well, ten a second.")]
        public bool Quotes { get; init; }

        public GeneratorSettings ToSettings() =>
            new() { Symbol = Symbol, Days = Days, Seed = Seed, TradesPerSecond = TradesPerSecond, Pumps = Pumps, Quotes = Quotes };
    }

    private sealed class Share(Action<double, string> show) : IProgress<double>
    {
        public void Report(double value) => show(value, "");
    }
}
