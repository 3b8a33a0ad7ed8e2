using PluginTrading.Engine.Effects;

namespace PluginTrading.Storage;

/// <summary>An order in its last state.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its first row in the session.</param>
/// <param name="Order">Its last snapshot.</param>
public sealed record StoredOrder(long SessionId, long Sequence, Order Order);

/// <summary>A signal in its last state.</summary>
public sealed record StoredSignal(long SessionId, Signal Signal);

/// <summary>A move of a state machine.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its row in the session.</param>
/// <param name="Transition">The move.</param>
public sealed record StoredTransition(long SessionId, long Sequence, Transition Transition);

/// <summary>A position in its last state.</summary>
public sealed record StoredPosition(long SessionId, PositionSnapshot Position);

/// <summary>A fill.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its row in the session.</param>
/// <param name="Exchange">Empty when it was simulated.</param>
/// <param name="Account">Empty when it was simulated.</param>
/// <param name="Fill">The fill.</param>
public sealed record StoredFill(long SessionId, long Sequence, string Exchange, string Account, Fill Fill);
