namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>How the account holds positions. The values are MEXC's, 0 aside.</summary>
internal enum PositionMode
{
    /// <summary>Whatever the account is set to.</summary>
    Account = 0,

    /// <summary>A long and a short of one contract side by side.</summary>
    Hedge = 1,

    /// <summary>One position of a contract.</summary>
    OneWay = 2,
}
