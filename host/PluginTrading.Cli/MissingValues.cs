using Spectre.Console.Cli;

namespace PluginTrading.Cli;

/// <summary>
/// Refuses an option that ends the command line without its value. The command-line library hands such an option the name that it keeps for
/// default commands, which would become a folder or file of that name.
/// </summary>
internal sealed class MissingValues : ICommandInterceptor
{
    private const string Placeholder = "__default_command";
    private const string Problem = "The last option has no value; expected one behind it. See --help.";

    /// <summary>The library's message, or what is wrong when it speaks of the placeholder.</summary>
    public static string Explain(string message) => message.Contains(Placeholder, StringComparison.Ordinal) ? Problem : message;

    /// <exception cref="UsageException">An option has no value.</exception>
    public void Intercept(CommandContext context, CommandSettings settings)
    {
        foreach (var property in settings.GetType().GetProperties())
        {
            if (property.GetValue(settings) is Placeholder or string[] and [.., Placeholder])
                throw new UsageException(Problem);
        }
    }
}
