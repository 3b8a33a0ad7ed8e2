using PluginTrading.Data.Import;

namespace PluginTrading.Data.Tests.Import;

/// <summary>Rows that are wrong. Each is told with file, line and column; they refuse the import, or are left out when that is asked for.</summary>
public sealed class BadRowTests : IDisposable
{
    private const string Good = "time,id,side,price,amount\n1610658000000,0,b,1,1\n1610658000001,1,b,1,1\n";

    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("1610658000001,2,b,NaN,1", "price: is 'NaN', not finite; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,Infinity,1", "price: is 'Infinity', not finite; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,1e400,1", "price: is '1e400', not finite; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,-1,1", "price: is -1; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,0,1", "price: is 0; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,,1", "price: is empty; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,1 000,1", "price: is '1 000', not a number; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,\"1,5\",1", "price: is '1,5', not a number; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,0x10,1", "price: is '0x10', not a number; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,1,0", "amount: is 0; expected a finite number > 0.")]
    [InlineData("1610658000001,2,b,1,-3.5", "amount: is -3.5; expected a finite number > 0.")]
    [InlineData("1610658000001,2,x,1,1", "side: is 'x'; expected buy, sell, b or s.")]
    [InlineData("yesterday,2,b,1,1", "time: is 'yesterday'; expected a time in milliseconds since 1970, from 2000 to 2100.")]
    [InlineData("-1610658000001,2,b,1,1", "time: is '-1610658000001'; expected a time in milliseconds since 1970, from 2000 to 2100.")]
    [InlineData("1610658000,2,b,1,1", "time: is '1610658000'; expected a time in milliseconds since 1970, from 2000 to 2100.")]
    [InlineData("99999999999999999999999,2,b,1,1", "time: is '99999999999999999999999'; expected a time in milliseconds since 1970, from 2000 to 2100.")]
    [InlineData("1610658000000,2,b,1,1", "time: goes back from 2021-01-14T21:00:00.001000000Z in line 3 to 2021-01-14T21:00:00.000000000Z; expected times that do not fall (--sort sorts them).")]
    [InlineData("1610658000001,1,b,1,1", "id: is '1', which an earlier row of 2021-01-14 has; expected each id once.")]
    [InlineData("1610658000001,,b,1,1", "id: is empty; expected the id of a trade.")]
    public void Bad_value_is_told_with_its_column(string row, string problem)
    {
        _scenario.ProblemsOf(Good + row + "\n").ShouldBe([$"data.csv:4:{problem}"]);

        var report = ImportScenario.Import(_scenario.Request(_scenario.Path("data.csv")) with { DropBad = true });
        report.Events.ShouldBe(2);
        report.Dropped.ShouldBe(1);
        report.ProblemCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("1610658000001,2,b,1", "has 4 columns; expected 5 as in the first line.")]
    [InlineData("1610658000001,2,b,1,1,1", "has 6 columns; expected 5 as in the first line.")]
    [InlineData("1610658000001,2,\"b,1,1", "has a quote that is not closed on the same line; expected it closed.")]
    [InlineData("1610658000001,2,b\0,1,1", "side: is 'b\0'; expected buy, sell, b or s.")]
    public void Row_of_another_shape_is_told(string row, string problem)
    {
        var separator = problem.StartsWith("side", StringComparison.Ordinal) ? "" : " ";
        _scenario.ProblemsOf(Good + row + "\n").ShouldBe([$"data.csv:4:{separator}{problem}"]);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_told()
    {
        File.WriteAllBytes(_scenario.Path("a.csv"), [.. "time,price,amount\n1610658000000,1,1\n1610658000001,"u8, 0xff, 0xfe, .. ",1\n"u8]);

        _scenario.ProblemsOf(_scenario.Request(_scenario.Path("a.csv"))).ShouldBe(["a.csv:3: has bytes that are not UTF-8; expected text in UTF-8."]);
    }

    [Fact]
    public void Id_that_returns_much_later_the_same_day_is_told()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{1_610_658_000_000 + i},{(i == 4000 ? 17 : i)},1,1\n"));

        _scenario.ProblemsOf("time,id,price,amount\n" + rows).ShouldBe(["data.csv:4002:id: is '17', which an earlier row of 2021-01-14 has; expected each id once."]);
    }

    [Fact]
    public void Ids_may_be_words_and_begin_anew_each_day() =>
        _scenario.EventsOf("time,id,price,amount\n1610658000000,a7,1,1\n1610658000000,07,1,1\n1610658000000,7,1,1\n1610744400000,a7,1,1\n").Count.ShouldBe(4);

    [Fact]
    public void Every_column_of_a_row_that_is_wrong_is_told() =>
        _scenario.ProblemsOf(Good + "1610658000001,2,b,-1,nan\n").ShouldBe(
        [
            "data.csv:4:price: is -1; expected a finite number > 0.",
            "data.csv:4:amount: is 'nan', not finite; expected a finite number > 0.",
        ]);

    [Fact]
    public void First_problems_are_told_in_full_and_all_are_counted()
    {
        var report = _scenario.Import(_scenario.Write("a.csv", Good + string.Concat(Enumerable.Repeat("x,2,b,1,1\n", 100))));

        report.ProblemCount.ShouldBe(100);
        report.Problems.Count.ShouldBe(ImportReport.MostProblems);
        report.Problems[^1].Line.ShouldBe(23);
    }

    [Fact]
    public void Row_after_one_that_was_left_out_is_compared_with_the_one_before_it()
    {
        var request = _scenario.Request(_scenario.Write("a.csv", "time,price,amount\n1610658000005,1,1\n1610658000001,2,1\n1610658000004,3,1\n1610658000005,4,1\n")) with { DropBad = true };

        ImportScenario.Import(request).Problems.Select(p => p.Line).ShouldBe([3, 4]);
        _scenario.Events().Select(e => e.Price).ShouldBe([1, 4]);
    }

    [Fact]
    public void File_that_begins_before_the_one_before_it_ends_is_told()
    {
        _scenario.Write("a.csv", "time,price,amount\n1610658000000,1,1\n1610658000009,2,1\n");
        _scenario.Write("b.csv", "time,price,amount\n1610658000005,3,1\n1610658000010,4,1\n");
        var request = _scenario.Request(_scenario.Path("b.csv"), _scenario.Path("a.csv"));

        _scenario.ProblemsOf(request).Single().ShouldStartWith("b.csv:2:time: goes back from 2021-01-14T21:00:00.009000000Z");

        ImportScenario.Import(request with { Sort = true }).IsRefused.ShouldBeFalse();
        _scenario.Events().Select(e => e.Price).ShouldBe([1, 3, 2, 4]);
    }

    [Fact]
    public void Import_in_which_every_row_is_bad_is_refused_even_when_bad_rows_are_left_out() =>
        _scenario.ProblemsOf("time,price,amount\n1610658000000,-1,1\n", r => r with { DropBad = true })
            .ShouldBe(["data.csv:2:price: is -1; expected a finite number > 0.", "data.csv: gave no event at all; expected at least one."]);
}
