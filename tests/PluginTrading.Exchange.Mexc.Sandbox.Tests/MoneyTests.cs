namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class MoneyTests
{
    /// <summary>A long seeded run of orders, prices, funding and faults of fills: what the exchange says adds up after every step.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    public async Task Ledger_adds_up_to_the_balance(long seed, int mode)
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Faults = ["partial_fills parts=3 chance=0.5 count=100000"], Seed = seed });
        var chance = new SeededChance(seed);
        var state = rig.Sandbox.Venue.State;
        state.Account.PositionMode = mode;
        var price = 60_000.0;
        for (var step = 0; step < 2000; step++)
        {
            var what = chance.NextDouble();
            if (what < 0.3)
                Place(rig, chance, price);
            else if (what < 0.35 && state.Orders.Open.FirstOrDefault() is { } open)
                rig.Sandbox.Venue.Do(() => rig.Sandbox.Venue.Desk.End(open, 0));
            else if (what < 0.36)
                rig.Funding((chance.NextDouble() - 0.5) * 0.01);
            else if (what < 0.362)
                rig.Sandbox.Inject("close_outside");
            price = Math.Round(price * (1 + ((chance.NextDouble() - 0.5) * 0.004)), 1);
            rig.Trade(price);
            rig.Quote(price - 0.1, price + 0.1);

            var account = state.Account;
            account.Wallet.ShouldBe(10_000m + state.Orders.Deals.Sum(d => d.Profit - d.Fee) + account.FundingRecords.Sum(r => r.Amount), 0.0000000000001m);
            account.Frozen.ShouldBe(state.Orders.Open.Sum(o => o.Frozen), 0.0000000000001m);
            foreach (var position in account.Open)
            {
                position.HoldVol.ShouldBeGreaterThan(0);
                position.FrozenVol.ShouldBe(state.Orders.Open.Where(o => o.Closes && o.IsBuy != position.IsLong).Sum(o => o.RemainVol));
            }

            if (mode == 2)
                account.Open.Count().ShouldBeLessThan(2);
        }

        state.Orders.Deals.Count.ShouldBeGreaterThan(100);
        state.Orders.All.ShouldContain(o => o.Category == 2);
        state.Orders.All.ShouldAllBe(o => o.DealVol == state.Orders.Deals.Where(d => d.Order == o).Sum(d => d.Vol));
    }

    private static void Place(Rig rig, SeededChance chance, double price)
    {
        var ticket = new Matching.OrderTicket
        {
            Symbol = "BTC_USDT",
            Vol = 1 + (long)(chance.NextDouble() * 500),
            Side = 1 + (long)(chance.NextDouble() * 4),
            Type = 1 + (long)(chance.NextDouble() * 6),
            OpenType = 1,
            Leverage = 150,
            Price = (decimal)Math.Round(price + ((chance.NextDouble() - 0.5) * 100), 1),
        };
        rig.Sandbox.Venue.Do(() => rig.Sandbox.Venue.Desk.Accept(ticket));
    }
}
