using System.Globalization;
using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Simulation.Seeds;
using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Simulation;

/// <summary>Sites simulated from seeds, every fault at once. A failing seed is named; <c>tests/Simulation -- --seed S --trace</c> replays it.</summary>
public sealed class SeedsTests(ITestOutputHelper output)
{
    private const int MostSeeds = 2_000;

    /// <summary>Thirty calls a minute, and several people to link at once: each took the calls that another needed to get to its end.</summary>
    [Fact]
    public void Messages_that_share_too_few_calls_come_to_an_end()
    {
        using var trace = new StringWriter();
        Assert.Empty(SeedRun.Of(50_470, trace: trace).Violations);
        Assert.Contains("CallsAMinute = 30", trace.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// In this order: a pair that cancelled out, listed later than it was looked for; reconciles that were cancelled while an instance looked at
    /// accounts; a copy of a mark, listed before the marked transaction; a change on the list of parked ones that was none; events fenced for
    /// ever by a write whose own event was poisoned; points that somebody earned, taken for our adjustment; a write that landed long after a later
    /// send of it was refused; a change put on the list of parked ones whose commit then failed; and a write that Wix had answered, sent again since
    /// somebody's change cancelled it out before either was listed.
    /// </summary>
    [Theory]
    [InlineData(1_999)]
    [InlineData(3_933)]
    [InlineData(4_903)]
    [InlineData(28_480)]
    [InlineData(33_668)]
    [InlineData(102_530)]
    [InlineData(1_656_006_445)]
    [InlineData(255_401)]
    [InlineData(285_349)]
    [InlineData(2_776_783_277)]
    public void A_seed_that_once_broke_a_promise_keeps_it(long seed) => Assert.Empty(SeedRun.Of(seed).Violations);

    [Fact]
    public void A_seed_replays_exactly_whatever_runs_beside_it()
    {
        Dictionary<long, ulong> hashes = [];
        var gate = new Lock();
        new SeedRunner(Break.None).Run(1, 40, (result, _) =>
        {
            lock (gate)
                hashes[result.Seed] = result.Hash;
        }, CancellationToken.None);

        Assert.All(hashes, seed => Assert.Equal(seed.Value, SeedRun.Of(seed.Key).Hash));
        Assert.Equal(hashes.Count, hashes.Values.Distinct().Count());
    }

    /// <param name="first">Shortly before a seed that catches it, so that the test is quick.</param>
    [Theory]
    [InlineData(nameof(Break.ETag), 1)]
    [InlineData(nameof(Break.OneBatch), 10)]
    [InlineData(nameof(Break.LookBeforeResend), 1)]
    [InlineData(nameof(Break.ProvenanceIsNoProof), 220)]
    [InlineData(nameof(Break.Lease), 180)]
    [InlineData(nameof(Break.Fence), 1)]
    [InlineData(nameof(Break.CommittedRevision), 695)]
    public void A_broken_step_is_caught(string step, long first)
    {
        using var caught = new CancellationTokenSource();
        var totals = new SeedRunner(Enum.Parse<Break>(step)).Run(first, MostSeeds, (result, _) =>
        {
            if (result.Violations.Count == 0)
                return;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {result.Seed}: {result.Violations[0]}"));
            caught.Cancel();
        }, caught.Token);

        Assert.NotEqual(0, totals.Violations);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Caught within {totals.Seeds} seeds."));
    }
}
