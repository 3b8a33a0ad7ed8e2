using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Sessions;

/// <summary>The way into a session's engine: what comes here is journaled, then handled. On the session's thread.</summary>
internal interface IInputs
{
    void Feed(VenueEvent told);

    void Feed(EngineCommand command);
}
