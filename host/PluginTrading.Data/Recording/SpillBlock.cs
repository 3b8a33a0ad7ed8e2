namespace PluginTrading.Data.Recording;

/// <summary>Kinds of blocks of a spill, as their first byte says.</summary>
internal enum SpillBlock : byte
{
    /// <summary>What the blocks that follow are about: a <see cref="SpillHead"/> as JSON.</summary>
    Head = 1,

    /// <summary>Events, each in <see cref="SpillRow.Size"/> bytes.</summary>
    Events = 2,

    /// <summary>A stretch of which events are missing, or are not missing any more: JSON.</summary>
    Gap = 3,
}
