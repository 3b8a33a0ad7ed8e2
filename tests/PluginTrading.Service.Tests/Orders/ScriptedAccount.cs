using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Orders;

/// <summary>An account that does and says what the test wants.</summary>
internal sealed class ScriptedAccount : IExchangeAccount
{
    public List<string> Submitted { get; } = [];

    /// <summary>The order whose request gets no answer until it is given up.</summary>
    public string? Hanging { get; set; }

    public List<string> Cancelled { get; } = [];

    public TaskCompletionSource CancelSeen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the venue says of an order when asked; <see langword="null"/> is that it does not know it.</summary>
    public Func<OrderReport?> Order { get; set; } = static () => null;

    public List<FillReport> Fills { get; } = [];

    public string AccountId => "scripted";

    public ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken)
    {
        lock (Submitted)
            Submitted.Add(order.Request.ClientOrderId);
        return order.Request.ClientOrderId == Hanging ? new(Task.Delay(Timeout.Infinite, cancellationToken)) : ValueTask.CompletedTask;
    }

    public ValueTask CancelAsync(string symbol, string clientOrderId, CancellationToken cancellationToken)
    {
        Cancelled.Add(clientOrderId);
        CancelSeen.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public Task PrepareAsync(IReadOnlyList<int> leverage, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<OrderReport?> FindOrderAsync(string symbol, string clientOrderId, CancellationToken cancellationToken) => Task.FromResult(Order());

    public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OrderReport>>([]);

    public Task<IReadOnlyList<FillReport>> GetFillsAsync(string symbol, Timestamp since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FillReport>>(Fills);

    public Task<IReadOnlyList<FillReport>> GetFillsOfAsync(OrderReport order, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FillReport>>(Fills);

    public Task<IReadOnlyList<PositionReport>> GetPositionsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PositionReport>>([]);

    public Task<IReadOnlyList<FundingReport>> GetFundingAsync(string symbol, Timestamp since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FundingReport>>([]);

    public Task<WalletReport> GetWalletAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
