using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyFunctions.Simulation.Kill;
using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Kill;

/// <summary>The short form of <c>dotnet run -c Release --project tests/Simulation -- kill</c>.</summary>
public sealed partial class KillRunTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Processes_killed_under_load_lose_nothing_and_double_nothing()
    {
        using var said = new StringWriter();
        var exitCode = await KillCommand.RunAsync(["--minutes", "1", "--rate", "4"], said, said, CancellationToken.None);
        output.WriteLine(said.ToString());

        Assert.True(exitCode == 0, said.ToString());
        Assert.InRange(Number(Kills()), 4, 100);
        Assert.InRange(Number(Changes()), 50, 1_000);
        Assert.EndsWith(", lost 0, doubled 0", said.ToString().TrimEnd(), StringComparison.Ordinal);

        int Number(Regex form) => int.Parse(form.Match(said.ToString()).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^kills (\d+)", RegexOptions.Multiline)]
    private static partial Regex Kills();

    [GeneratedRegex(@"^changes (\d+), mirrors", RegexOptions.Multiline)]
    private static partial Regex Changes();
}
