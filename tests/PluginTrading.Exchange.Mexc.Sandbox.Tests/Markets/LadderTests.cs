using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests.Markets;

public sealed class LadderTests
{
    [Fact]
    public void Difference_turns_one_side_into_the_other()
    {
        var chance = new SeededChance(5);
        var result = new List<Level>();
        for (var round = 0; round < 200; round++)
        {
            var isAsk = round % 2 == 0;
            Level[] before = Side(chance, isAsk), after = Side(chance, isAsk);

            Ladder.Difference(before, after, isAsk, result);

            var book = before.ToDictionary(l => l.Price, l => l.Vol);
            foreach (var level in result)
            {
                book.GetValueOrDefault(level.Price).ShouldNotBe(level.Vol);
                if (level.Vol == 0)
                    book.Remove(level.Price);
                else
                    book[level.Price] = level.Vol;
            }

            book.OrderBy(l => l.Key).Select(l => new Level(l.Key, l.Value)).ShouldBe(after.OrderBy(l => l.Price));
        }
    }

    private static Level[] Side(SeededChance chance, bool isAsk)
    {
        var levels = Enumerable.Range(1, 12).Where(_ => chance.NextDouble() < 0.6).Select(p => new Level(p, 1 + (long)(chance.NextDouble() * 2)));
        return [.. isAsk ? levels : levels.Reverse()];
    }
}
