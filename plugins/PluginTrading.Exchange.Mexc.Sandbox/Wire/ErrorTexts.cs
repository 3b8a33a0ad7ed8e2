namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>The exchange's words for its codes.</summary>
internal static class ErrorTexts
{
    private static readonly Dictionary<int, string> Texts = new()
    {
        [401] = "Not logged in or unauthorised",
        [402] = "API key expired",
        [429] = "Too many requests",
        [500] = "Internal error",
        [510] = "Requests are too frequent, please try again later",
        [511] = "No access to the interface",
        [513] = "Invalid request",
        [600] = "Param error!",
        [601] = "Data parsing error!",
        [602] = "Confirming signature failed!",
        [604] = "Feature under maintenance",
        [1001] = "Contract does not exist",
        [1002] = "Contract not allow place order!",
        [2001] = "Order direction error!",
        [2002] = "Open type error!",
        [2003] = "Price is higher than the maximum buying price!",
        [2004] = "Price is lower than the minimum selling price!",
        [2005] = "Insufficient balance!",
        [2006] = "Leverage ratio error!",
        [2007] = "Order price error!",
        [2008] = "The quantity is insufficient!",
        [2009] = "Position is not exists or closed.",
        [2011] = "Order quantity error!",
        [2013] = "Cancel orders over maximum limit!",
        [2015] = "Price or quantity precision error!",
        [2018] = "Reducible margin exceeded!",
        [2019] = "There are open orders, leverage cannot be changed!",
        [2021] = "Order leverage differs from position leverage!",
        [2028] = "Order quantity is over the maximum!",
        [2029] = "Order type error!",
        [2030] = "External order ID is too long!",
        [2034] = "Batch query over maximum limit!",
        [2036] = "Too many open orders!",
        [2040] = "Order does not exist!",
        [2041] = "Order state cannot be cancelled!",
        [2042] = "Duplicate external order ID!",
        [2044] = "Margin is insufficient to adjust leverage!",
        [2057] = "Order quantity is below the minimum!",
        [4001] = "Unsupported currency!",
        [6003] = "Time range error!",
        [6005] = "Pair not available!",
        [7001] = "Cancel open orders and close positions before changing the position mode!",
        [7002] = "Position mode mismatch!",
        [7003] = "Order margin type must match the existing one!",
        [7008] = "Order amount is below the minimum!",
        [8817] = "Risk limit switch is disabled!",
        [9999] = "Network error!",
    };

    public static string Of(int code) => Texts.GetValueOrDefault(code) ?? $"Error {code}";
}
