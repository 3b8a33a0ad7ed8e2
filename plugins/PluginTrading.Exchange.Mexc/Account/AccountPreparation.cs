using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Makes an account ready: clock, keys, position mode, isolated margin and leverage.</summary>
internal sealed class AccountPreparation(AccountContext account, AccountQueries queries)
{
    private const int LeverageOutOfRange = 2006;
    private const int LeverageAboveRegionsCap = 8931;

    /// <exception cref="ExchangeException">MEXC refused, or there was no clear answer.</exception>
    public async Task PrepareAsync(IReadOnlyList<int> leverage, CancellationToken cancellationToken)
    {
        if (leverage.Count != account.Instruments.Count)
            throw new ArgumentException($"{leverage.Count} leverages for {account.Instruments.Count} instruments", nameof(leverage));
        var ping = await account.Rest.SyncClockAsync(cancellationToken).ConfigureAwait(false);
        if (ping.Kind != ReplyKind.Answered)
            throw new ExchangeException($"MEXC ping: {ping.Cause}", isTransient: true);
        if (Math.Abs(account.Clock.OffsetMilliseconds) > 1000)
            account.Log(ExchangeLogLevel.Warning, $"clock: MEXC is {account.Clock.OffsetMilliseconds} ms ahead of this machine; requests are signed with MEXC's time");
        var wallet = await queries.GetWalletAsync(cancellationToken).ConfigureAwait(false);
        account.Log(ExchangeLogLevel.Information, $"account {account.Keys.AccountId}: the keys are accepted, {wallet.Available} {wallet.Currency} available");
        await SetPositionModeAsync(cancellationToken).ConfigureAwait(false);
        var positions = await OpenPositionsAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < leverage.Count; i++)
        {
            foreach (var side in (PositionSide[])[PositionSide.Long, PositionSide.Short])
                await SetLeverageAsync(account.Instruments[i], side, leverage[i], positions, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SetPositionModeAsync(CancellationToken cancellationToken)
    {
        var data = await account.Reads.GetAsync(RestRequest.Private("position/position_mode"), cancellationToken).ConfigureAwait(false);
        var found = ClearAnswer.Read("position mode", () => data.Int() switch
        {
            1 => PositionMode.Hedge,
            2 => PositionMode.OneWay,
            var other => throw new PayloadException($"position mode: expected 1 or 2, found {other}"),
        });
        var wanted = account.Settings.PositionMode;
        if (wanted == PositionMode.Account || wanted == found)
        {
            account.PositionMode = found;
            return;
        }

        var reply = await account.Reads.AskAsync(
            RestRequest.Post("position/change_position_mode", $$"""{"positionMode":{{(int)wanted}}}""", RateGroup.Private), cancellationToken).ConfigureAwait(false);
        if (reply.Kind == ReplyKind.Refused)
        {
            var advice = reply.Code == MexcError.PositionModeLocked ? "; close its positions and orders first, or set market.position_mode to \"account\"" : "";
            throw new ExchangeException($"MEXC position mode of the account is {found} and was not changed to {wanted}: {reply.Cause}{advice}", isTransient: false);
        }

        account.PositionMode = wanted;
    }

    private async Task<Dictionary<(string Symbol, PositionSide Side), (long Id, int Leverage)>> OpenPositionsAsync(CancellationToken cancellationToken)
    {
        var data = await account.Reads.GetAsync(RestRequest.Private("position/open_positions"), cancellationToken).ConfigureAwait(false);
        return ClearAnswer.Read("positions", () =>
        {
            var held = data.Items().Where(p => p["holdVol"].Decimal() > 0).ToList();
            foreach (var cross in held.Where(p => p["openType"].IntOr(1) != 1))
                account.Log(ExchangeLogLevel.Warning, $"{cross["symbol"].Text()}: the open position has cross margin; orders here have isolated margin and MEXC refuses to mix them");
            return held.ToDictionary(p => (p["symbol"].Text(), OrderSide.ReadPosition(p["positionType"])), p => (p["positionId"].Long(), p["leverage"].IntOr(0)));
        });
    }

    private async Task SetLeverageAsync(
        Instrument instrument,
        PositionSide side,
        int leverage,
        Dictionary<(string Symbol, PositionSide Side), (long Id, int Leverage)> positions,
        CancellationToken cancellationToken)
    {
        string body;
        if (!positions.TryGetValue((instrument.Symbol, side), out var position))
            body = $$"""{"openType":1,"leverage":{{leverage}},"symbol":"{{instrument.Symbol}}","positionType":{{(side == PositionSide.Long ? 1 : 2)}}}""";
        else if (position.Leverage == leverage)
            return;
        else
            body = $$"""{"positionId":{{position.Id}},"leverage":{{leverage}}}""";
        var reply = await account.Reads.AskAsync(RestRequest.Post("position/change_leverage", body, RateGroup.Leverage), cancellationToken).ConfigureAwait(false);
        if (reply.Kind != ReplyKind.Refused)
            return;
        var text = $"{instrument.Symbol} {side}: leverage {leverage} was not set: {reply.Cause}";
        if (reply.Code is LeverageOutOfRange or LeverageAboveRegionsCap)
            throw new ExchangeException($"MEXC {text}", isTransient: false);
        // Open orders and positions may forbid it; each order that opens carries its leverage, so MEXC has the last word there.
        account.Log(ExchangeLogLevel.Warning, text);
    }
}
