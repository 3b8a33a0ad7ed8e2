using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>The private stream: logs in and hands on orders, deals, positions and money.</summary>
internal sealed class PrivateStream(AccountContext account) : IStreamProtocol
{
    private readonly FaultLog _faults = new(account.Exchange);

    public bool IsOpen { get; private set; }

    public async Task OpenAsync(IMexcSocket socket, CancellationToken cancellationToken)
    {
        IsOpen = false;
        // The login is signed with MEXC's time; a failed ping leaves the last offset.
        await account.Rest.SyncClockAsync(cancellationToken).ConfigureAwait(false);
        var time = account.Clock.NowMilliseconds.ToString(CultureInfo.InvariantCulture);
        var key = JsonEncodedText.Encode(account.Keys.Key);
        var login = $$$"""{"method":"login","param":{"apiKey":"{{{key}}}","reqTime":"{{{time}}}","signature":"{{{account.Keys.Sign(time, "")}}}"}}""";
        await socket.SendAsync(login, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every frame is a sign of life: an account may be quiet for days.</summary>
    public async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        var channel = "unreadable";
        try
        {
            using var document = FrameText.Parse(frame);
            var root = new Payload(document.RootElement);
            channel = root["channel"].Text();
            await TakeAsync(channel, root, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PayloadFault.Is(e) || e is ExchangeException)
        {
            _faults.Skipped(channel, account.Keys.Redact(e.Message));
        }

        return true;
    }

    public ValueTask TickAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask BrokenAsync(string cause, CancellationToken cancellationToken)
    {
        IsOpen = false;
        account.Sink.Disconnected(cause);
        return ValueTask.CompletedTask;
    }

    private async ValueTask TakeAsync(string channel, Payload root, CancellationToken cancellationToken)
    {
        var data = root["data"];
        switch (channel)
        {
            case "rs.login":
                LoggedIn(data.TextOrNull());
                break;
            case "rs.error":
                if (!IsOpen)
                    throw new StreamBrokenException($"login refused: {account.Keys.Redact(data.TextOrNull() ?? "no reason")}");
                account.Log(ExchangeLogLevel.Warning, $"private stream: {account.Keys.Redact(data.TextOrNull() ?? "no reason")}");
                break;
            case "push.personal.order":
                account.Sink.Take(ReportReader.Order(data, await SizeAsync(data, cancellationToken).ConfigureAwait(false)));
                break;
            case "push.personal.order.deal":
                account.Sink.Take(ReportReader.Fill(data, await SizeAsync(data, cancellationToken).ConfigureAwait(false)));
                break;
            case "push.personal.position":
                account.Sink.Take(ReportReader.Position(data, await SizeAsync(data, cancellationToken).ConfigureAwait(false), Time(root)));
                break;
            case "push.personal.asset" when data["currency"].Text() == account.Currency:
                account.Sink.Take(ReportReader.Wallet(data, Time(root)));
                break;
        }
    }

    private void LoggedIn(string? result)
    {
        if (result != "success")
            throw new StreamBrokenException($"login refused: {account.Keys.Redact(result ?? "no reason")}");
        if (IsOpen)
            return;
        IsOpen = true;
        account.Sink.Connected();
    }

    private Timestamp Time(Payload root) => root["ts"].IsMissing ? account.Clock.Now : root["ts"].Milliseconds();

    private ValueTask<decimal> SizeAsync(Payload data, CancellationToken cancellationToken) => account.Contracts.SizeOfAsync(data["symbol"].Text(), cancellationToken);
}
