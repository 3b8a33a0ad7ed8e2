using System.ComponentModel;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>Arguments of commands that read a session's journal with the plugins of today.</summary>
internal class JournalSettings : CommandSettings
{
    [CommandArgument(0, "<SESSION>")]
    [Description("Key of a paper or live session, or the beginning of it.")]
    public string Session { get; init; } = "";

    [CommandOption("--home <DIR>")]
    [Description("Folder of the sessions' journals. Default: sessions in the user's data folder.")]
    public string? Home { get; init; }

    [CommandOption("--plugins <DIR>")]
    [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The host's own plugins are always there.")]
    public string[] Plugins { get; init; } = [];
}
