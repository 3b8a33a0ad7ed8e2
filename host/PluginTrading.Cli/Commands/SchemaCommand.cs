using System.ComponentModel;
using PluginTrading.Documents;
using PluginTrading.Documents.Schemas;
using PluginTrading.Service.Scripts;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading schema</c>: a kind's JSON schema with the names and parameters that the loaded plugins provide, for editors.</summary>
internal sealed class SchemaCommand(IAnsiConsole console) : Command<SchemaCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(_ => Print(settings), cancellationToken);

    private int Print(Settings settings)
    {
        using var plugins = PluginFolders.Load(settings.PluginFolders);
        new UnloadedPlugins(plugins.Reports).WriteWarnings(Console.Error);
        console.Profile.Out.Writer.Write(new DocumentReader(plugins.Components, HostScripts.Create(Environment.GetEnvironmentVariable)).EditorSchema(settings.Kind));
        console.Profile.Out.Writer.Flush();
        return CommandOutcome.Done;
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<KIND>")]
        [Description("strategy, session, instrument or plugin.")]
        public DocumentKind Kind { get; init; }

        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The plugins that come with the host are always there.")]
        public string[] PluginFolders { get; init; } = [];
    }
}
