namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>The account's books are exact after every step, whatever happens to it.</summary>
public sealed class MoneyTests
{
    private const int Steps = 5000;
    private const decimal Balance = 500m;

    /// <summary>A long seeded run of orders, cancels, gaps of the price, marks that part from it, funding, other leverage and margin, and of what others do.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 1, true)]
    [InlineData(8, 1, true)]
    [InlineData(9, 2, true)]
    public async Task Ledger_adds_up_to_the_balance_after_every_step(long seed, int mode, bool hasCross = false)
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = Balance, Faults = ["partial_fills parts=3 chance=0.5 count=1000000"], Seed = seed });
        var chance = new SeededChance(seed);
        var venue = rig.Sandbox.Venue;
        venue.State.Account.PositionMode = mode;
        double[] prices = [60_000, 2000];
        var books = new Books(venue.State);
        var accepted = 0;
        for (var step = 0; step < Steps; step++)
        {
            var symbol = (int)(chance.NextDouble() * 2);
            if (chance.NextDouble() < 0.5)
                accepted += venue.Do(() => venue.Desk.Accept(Ticket(chance, symbol, prices[symbol], hasCross))).Code == 0 ? 1 : 0;
            await OnceAsync(rig, chance, symbol);
            var jump = chance.NextDouble() < 0.02 ? 0.2 : 0.004;
            prices[symbol] = Math.Clamp(Math.Round(prices[symbol] * (1 + ((chance.NextDouble() - 0.5) * jump)), 1), symbol == 0 ? 20_000 : 700, symbol == 0 ? 200_000 : 7000);
            rig.Trade(prices[symbol], symbol: symbol);
            books.ShouldBalance(mode);
            rig.Quote(prices[symbol] - 0.1, prices[symbol] + 0.1, symbol);
            books.ShouldBalance(mode);
            // Half of the run has marks, which may hold a position above water that a fill then drowns.
            if (step > Steps / 2 && chance.NextDouble() < 0.1)
                rig.Mark(prices[symbol] * (1 + ((chance.NextDouble() - 0.5) * 0.02)), symbol);
            books.ShouldBalance(mode);
            if (venue.State.Account.Available < 50)
                books.Deposit(Balance);
        }

        accepted.ShouldBeGreaterThan(500);
        venue.State.Orders.Deals.Count.ShouldBeGreaterThan(500);
        venue.State.Orders.All.ShouldContain(o => o.Category == 2);
        venue.State.Account.FundingRecords.ShouldNotBeEmpty();
        venue.State.Account.History.Select(p => p.IsCross).Distinct().Count().ShouldBe(hasCross ? 2 : 1);
        foreach (var deals in venue.State.Orders.Deals.GroupBy(d => d.Order))
            deals.Key.DealVol.ShouldBe(deals.Sum(d => d.Vol));
        rig.Sandbox.Inject("close_outside");
        venue.Do(() => venue.State.Orders.Open.ToList().ForEach(o => venue.Desk.End(o, 0)));
        books.ShouldBalance(mode);
        (venue.State.Account.PositionMargin, venue.State.Account.Frozen, venue.State.Account.Available).ShouldBe((0, 0, venue.State.Account.Wallet));
    }

    [Fact]
    public async Task Close_far_beyond_the_margin_costs_the_margin_and_no_more()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Mark(60_000);
        await rig.PlaceAsync(side: 1, vol: 100, leverage: 100);
        rig.Quote(59_999.9, 60_000);
        var before = await rig.AssetAsync();
        var margin = rig.Sandbox.Venue.State.Account.Open.Single().Im;

        await rig.PlaceAsync(side: 4, vol: 100);
        rig.Quote(50_000, 50_000.1);

        var deal = rig.Sandbox.Venue.State.Orders.Deals[^1];
        (deal.Price, deal.Profit, deal.Fee).ShouldBe((50_000m, -margin, 0m));
        (await rig.AssetAsync())["availableBalance"]!.GetValue<decimal>().ShouldBe(before["availableBalance"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Funding_takes_the_available_balance_then_the_margin_and_no_more()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 40m });
        await rig.PlaceAsync(side: 1, vol: 100, leverage: 20);
        rig.Quote(59_999.9, 60_000);
        var account = rig.Sandbox.Venue.State.Account;
        var (available, margin) = (account.Available, account.Open.Single().Im);

        rig.Funding(0.02);
        (account.Available, account.Open.Single().Im).ShouldBe((0, margin - (12m - available)));
        rig.Funding(1);

        account.FundingRecords[^1].Amount.ShouldBe(-(margin - (12m - available)));
        (account.Wallet, account.Open.Any()).ShouldBe((0, false));
    }

    private static async Task OnceAsync(Rig rig, SeededChance chance, int symbol)
    {
        var venue = rig.Sandbox.Venue;
        var what = chance.NextDouble();
        if (what < 0.1 && venue.State.Orders.Open.FirstOrDefault() is { } open)
            venue.Do(() => venue.Desk.End(open, 0));
        else if (what < 0.12)
            rig.Funding((chance.NextDouble() - 0.5) * (chance.NextDouble() < 0.1 ? 0.5 : 0.01), symbol);
        else if (what < 0.125)
            rig.Sandbox.Inject("close_outside");
        else if (what < 0.13)
            rig.Sandbox.Inject("reduce_outside");
        else if (what < 0.133)
            rig.Sandbox.Inject("open_outside side=short contracts=3");
        else if (what < 0.135)
            rig.Sandbox.Inject("liquidate");
        else if (what < 0.15 && venue.State.Account.Open.FirstOrDefault() is { } position)
            await rig.PostAsync("position/change_margin", $$"""{"positionId":{{position.Id}},"amount":{{1 + (int)(chance.NextDouble() * 9)}}.000000000000000001,"type":"{{(what < 0.14 ? "ADD" : "SUB")}}"}""");
        else if (what < 0.16 && venue.State.Account.Open.FirstOrDefault() is { } held)
            await rig.PostAsync("position/change_leverage", $$"""{"positionId":{{held.Id}},"leverage":{{1 + (int)(chance.NextDouble() * 199)}}}""");
    }

    private static Matching.OrderTicket Ticket(SeededChance chance, int symbol, double price, bool hasCross) => new()
    {
        Symbol = symbol == 0 ? "BTC_USDT" : "ETH_USDT",
        Vol = 1 + (long)(chance.NextDouble() * 300),
        Side = 1 + (long)(chance.NextDouble() * 4),
        Type = 1 + (long)(chance.NextDouble() * 6),
        OpenType = hasCross && chance.NextDouble() < 0.5 ? 2 : 1,
        Leverage = 7 + ((long)(chance.NextDouble() * 3) * 60),
        Price = (decimal)Math.Round(price * (1 + ((chance.NextDouble() - 0.5) * 0.004)), 1),
        ReduceOnly = chance.NextDouble() < 0.3 ? true : null,
    };

    /// <summary>Keeps the sums from step to step.</summary>
    private sealed class Books(VenueState state)
    {
        private int _deals;
        private int _records;
        private decimal _wallet = Balance;
        private decimal _deposits = Balance;

        /// <summary>Money for an account that has lost its own.</summary>
        public void Deposit(decimal amount)
        {
            state.Account.Wallet += amount;
            _wallet += amount;
            _deposits += amount;
        }

        public void ShouldBalance(int mode)
        {
            var account = state.Account;
            for (; _deals < state.Orders.Deals.Count; _deals++)
                _wallet += state.Orders.Deals[_deals].Profit - state.Orders.Deals[_deals].Fee;
            for (; _records < account.FundingRecords.Count; _records++)
                _wallet += account.FundingRecords[_records].Amount;
            account.Wallet.ShouldBe(_wallet);
            account.Wallet.ShouldBe(_deposits + account.Open.Concat(account.History).Sum(p => p.Realised));
            account.Frozen.ShouldBe(state.Orders.Open.Sum(o => o.Frozen));
            if (!account.HoldsCross)
                account.Available.ShouldBeGreaterThanOrEqualTo(0);
            foreach (var position in account.Open)
            {
                position.HoldVol.ShouldBeGreaterThan(0);
                position.Im.ShouldBeGreaterThanOrEqualTo(0);
                position.FrozenVol.ShouldBe(state.Orders.Open.Where(o => o.Market == position.Market && o.Closes && o.IsBuy != position.IsLong).Sum(o => o.RemainVol));
                if (mode == 2)
                    account[position.Market, !position.IsLong].ShouldBeNull();
            }

            foreach (var order in state.Orders.Open)
            {
                order.RemainVol.ShouldBeGreaterThan(0);
                order.Frozen.ShouldBeGreaterThanOrEqualTo(0);
                if (order.Closes)
                    account[order.Market, !order.IsBuy].ShouldNotBeNull();
            }
        }
    }
}
