using System.Text.Json;
using PluginTrading.Engine.Effects;

namespace PluginTrading.Service.Journal;

/// <summary>A transition, signal, order request or cancellation in its canonical form, to be kept and compared.</summary>
/// <param name="Kind"><c>transition</c>, <c>signal</c>, <c>submit</c> or <c>cancel</c>.</param>
/// <param name="Text">Its fields as a JSON object, in a fixed order.</param>
public sealed record Decision(string Kind, string Text)
{
    /// <summary>The decision that an effect is, or <see langword="null"/> when it is a consequence that follows from others.</summary>
    public static Decision? Of(EngineEffect effect) => effect switch
    {
        Transition transition => new("transition", JsonSerializer.Serialize(transition, JournalJson.Options)),
        Signal signal => new("signal", JsonSerializer.Serialize(signal, JournalJson.Options)),
        SubmitOrder submit => new("submit", JsonSerializer.Serialize(submit.Order.Request, JournalJson.Options)),
        CancelOrder cancel => new("cancel", JsonSerializer.Serialize(cancel, JournalJson.Options)),
        _ => null,
    };
}
