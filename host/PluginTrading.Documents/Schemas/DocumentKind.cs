namespace PluginTrading.Documents.Schemas;

/// <summary>The kinds of documents that there are schemas for.</summary>
public enum DocumentKind
{
    /// <summary>A strategy.</summary>
    Strategy,

    /// <summary>A session: what runs, on what, with which money.</summary>
    Session,

    /// <summary>The rules of one futures contract.</summary>
    Instrument,

    /// <summary>A plugin's <c>plugin.json</c>.</summary>
    Plugin,
}
