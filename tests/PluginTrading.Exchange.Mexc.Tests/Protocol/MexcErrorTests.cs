using PluginTrading.Exchange.Mexc.Protocol;

namespace PluginTrading.Exchange.Mexc.Tests.Protocol;

public sealed class MexcErrorTests
{
    /// <summary>Every code of the documentation that an order can be answered with, and whether it proves that there is no order.</summary>
    /// <summary>Every code that MEXC lists, by what it says of an order.</summary>
    [Fact]
    public void Only_listed_refusals_prove_that_there_is_no_order()
    {
        int[] refusals =
        [
            401, 402, 403, 406, 506, 511, 513, 600, 601, 602, 604, 701, 702, 703, 704, 9998, 1000, 1001, 1002, 1003, 1004,
            2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2011, 2013, 2014, 2015, 2016, 2018, 2019, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033,
            2034, 2035, 2036, 2037, 2038, 2039, 2043, 2044, 2049, 2051, 2052, 2053, 2055, 2057, .. Enumerable.Range(2058, 19), 3001, 3002, 3003, 3004, .. Enumerable.Range(3006, 10),
            4001, 5001, 5002, 5003, 5004, 5005, 5006, 6001, 6002, 6003, 6004, 6005, 6009, 7001, 7002, 7003, 7004, 7005, 7008, 7009,
            8815, 8816, 8817, 8818, 8819, 8820, 8821, 8917, 8919, 8920, 8921, 8922, 8931, 8932, 9068, 9069, 9070, 9071, 200005, 200006, 300002,
        ];

        // Not 429, 500, 501, 503, 510, 603, 801, 9999, 2040, 2041, 2042, nor what nobody has listed.
        Enumerable.Range(-10, 310_000).Where(MexcError.ProvesNoOrder).ShouldBe(refusals.Order());
    }

    [Theory]
    [InlineData(true, "429 500 501 503 510 603 604 801 9999")]
    [InlineData(false, "0 401 402 513 602 1001 2005 2040 2041 7001")]
    public void Code_is_passing_trouble(bool isTransient, string codes)
    {
        foreach (var code in codes.Split(' ').Select(int.Parse))
            MexcError.IsTransient(code).ShouldBe(isTransient, $"code {code}");
    }

    [Theory]
    [InlineData(true, "429 510 2037")]
    [InlineData(false, "0 500 603 2036 2005")]
    public void Code_says_that_there_are_too_many_requests(bool isThrottle, string codes)
    {
        foreach (var code in codes.Split(' ').Select(int.Parse))
            MexcError.IsThrottle(code).ShouldBe(isThrottle, $"code {code}");
    }
}
