using System.Text.Json;
using PluginTrading.Engine.Inputs;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Reads a journal from its beginning: no entry was decided while data were stale, the account not compared, the symbol frozen or entries paused.</summary>
internal static class EntryGateCheck
{
    public static void Run(LiveRig rig)
    {
        var (isFresh, isReconciled, isFrozen, level) = (false, false, false, TradingLevel.Active);
        using var journal = JournalReader.Open(rig.Folder.Journal);
        while (journal.Read() is { } record)
        {
            switch (record)
            {
                case CommandInput { Command: BeginEpoch }:
                    // A process that begins knows nothing yet.
                    (isFresh, isReconciled) = (false, false);
                    break;
                case CommandInput { Command: ChangeDataStatus data }:
                    isFresh = data.IsFresh;
                    break;
                case CommandInput { Command: ChangeAccountStatus account }:
                    isReconciled = account.IsReconciled;
                    break;
                case CommandInput { Command: FreezeSymbol freeze }:
                    isFrozen = freeze.IsFrozen;
                    break;
                case CommandInput { Command: ChangeTradingLevel change }:
                    level = change.Level;
                    break;
                case JournalDecision { Decision: { Kind: "submit" } decision } when !JsonDocument.Parse(decision.Text).RootElement.GetProperty("ReduceOnly").GetBoolean():
                    (isFresh, isReconciled, isFrozen, level).ShouldBe((true, true, false, TradingLevel.Active), decision.Text);
                    break;
            }
        }
    }
}
