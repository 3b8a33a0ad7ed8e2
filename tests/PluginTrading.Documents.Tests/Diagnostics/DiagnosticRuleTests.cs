using System.Reflection;
using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Tests.Diagnostics;

public sealed class DiagnosticRuleTests
{
    [Fact]
    public void Every_rule_is_listed_once_in_order_of_its_code()
    {
        var declared = typeof(DiagnosticRule).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(DiagnosticRule)).Select(p => (DiagnosticRule)p.GetValue(null)!).OrderBy(r => r.Code);

        DiagnosticRule.All.ShouldBe(declared);
        DiagnosticRule.All.Select(r => r.Code).ShouldBeUnique();
        DiagnosticRule.All.Select(r => r.Name).ShouldBeUnique();
    }
}
