using System.Diagnostics;
using System.Globalization;
using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Simulation.Seeds;
using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Simulation;

/// <summary>
/// Two thousand seeds, most of them new each time. Runs beside no other test, since it takes all cores; a machine that is too slow for them
/// runs as many as it can.
/// </summary>
[Collection(nameof(ThousandsOfSeedsTests))]
[CollectionDefinition(nameof(ThousandsOfSeedsTests), DisableParallelization = true)]
public sealed class ThousandsOfSeedsTests(ITestOutputHelper output)
{
    private const int AsEver = 200;
    private const int Fresh = 1_800;
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(55);

    [Fact]
    public void The_same_seeds_as_ever_break_no_promise() => AssertNothingBroken(first: 1, AsEver);

    [Fact]
    public void Seeds_that_nobody_ran_before_break_no_promise()
    {
        var first = 1_000_000 + (Stopwatch.GetTimestamp() & 0xFFFF_FFFF);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first fresh seed is {first}."));
        AssertNothingBroken(first, Fresh);
    }

    private void AssertNothingBroken(long first, int count)
    {
        using var enough = new CancellationTokenSource(AtMost);
        List<string> broken = [];
        var gate = new Lock();
        var totals = new SeedRunner(Break.None).Run(first, count, (result, _) =>
        {
            lock (gate)
                broken.AddRange(result.Violations.Select(violation => string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}: {violation}")));
        }, enough.Token);

        output.WriteLine(totals.ToString());
        Assert.NotEqual(0, totals.Mirrors);
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }
}
