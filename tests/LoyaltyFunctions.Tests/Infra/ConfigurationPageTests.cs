using System.Text.RegularExpressions;

namespace LoyaltyFunctions.Tests.Infra;

public sealed partial class ConfigurationPageTests
{
    // | `Wix:Timeout` | `00:00:10` | … |
    private static readonly Dictionary<string, string> Page = Row().Matches(Repository.Read("docs/configuration.md"))
        .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim().Trim('`'), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void The_page_tells_every_setting_that_the_app_reads_and_no_other() => Assert.Equal(
        SettingCatalogue.All.Keys.Order(StringComparer.OrdinalIgnoreCase), Page.Keys.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void The_page_tells_every_default_as_it_is() => Assert.Equal(
        SettingCatalogue.All.OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase).Select(setting => $"{setting.Key} = {setting.Value}"),
        Page.OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase).Select(setting => $"{setting.Key} = {setting.Value}"),
        StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\| `([^`]+)` \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
