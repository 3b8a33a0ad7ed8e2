using PluginTrading.Exchange.Mexc.Protocol;

namespace PluginTrading.Exchange.Mexc.Tests.Protocol;

public sealed class MexcErrorTests
{
    /// <summary>Every code of the documentation that an order can be answered with, and whether it proves that there is no order.</summary>
    [Theory]
    [InlineData(true, "401 402 403 406 506 511 513 600 601 602 604 701 702 703 704 9998")]
    [InlineData(true, "1000 1001 1002 1003 1004 2001 2002 2003 2004 2005 2006 2007 2008 2009 2011 2015 2019 2021 2025 2027 2028 2029 2030 2031 2032 2033 2036 2037 2038 2039 2043 2049 2051 2057")]
    [InlineData(true, "3001 3004 3006 3015 4001 5001 5006 6001 6002 6003 6004 6005 6009 7001 7002 7003 7004 7005 7008 7009")]
    [InlineData(true, "8815 8816 8817 8818 8819 8820 8821 8917 8919 8920 8921 8922 8931 8932 9068 9069 9070 9071 200005 200006 300002")]
    [InlineData(false, "0 429 500 501 503 510 603 801 9999 2040 2041 2042")]
    [InlineData(false, "-1 1 999 1005 2000 2077 8000 9000 100000 2147483647")]
    public void Code_proves_that_there_is_no_order(bool proves, string codes)
    {
        foreach (var code in codes.Split(' ').Select(int.Parse))
            MexcError.ProvesNoOrder(code).ShouldBe(proves, $"code {code}");
    }

    [Theory]
    [InlineData(true, "429 500 501 503 510 603 604 801 9999")]
    [InlineData(false, "0 401 402 513 602 1001 2005 2040 2041 7001")]
    public void Code_is_passing_trouble(bool isTransient, string codes)
    {
        foreach (var code in codes.Split(' ').Select(int.Parse))
            MexcError.IsTransient(code).ShouldBe(isTransient, $"code {code}");
    }
}
