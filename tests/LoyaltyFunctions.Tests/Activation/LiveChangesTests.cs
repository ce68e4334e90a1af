using System.Diagnostics;
using LoyaltyFunctions.Tests.Support;
using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>
/// What the job does to people who earn meanwhile, against a Wix that refuses the 201st call of a minute; the minute takes three seconds.
/// Runs beside no other test, since it compares times.
/// </summary>
[Collection(nameof(LiveChangesTests))]
[CollectionDefinition(nameof(LiveChangesTests), DisableParallelization = true)]
public sealed class LiveChangesTests(ITestOutputHelper output)
{
    // A hundred changes each: the 99th of them is not the one that a garbage collection hit.
    private const int People = 10;
    private const int Changes = 10;
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Changes_take_no_more_than_three_times_as_long_while_a_job_runs()
    {
        await using var world = await SyncWorld.StartAsync(
            new() { ["Wix:CallsPerWindow"] = "200", ["Wix:RateWindow"] = Minute.ToString("c") },
            simulator: new() { ProgramActive = true, CallsPerWindow = 200, RateWindow = Minute });
        var people = Enumerable.Range(0, People).Select(_ => world.AddPerson()).ToList();
        await LagsAsync(people, changes: 1);
        await world.QuietAsync();

        var quiet = await LagsAsync(people, Changes);
        world.Wix.AddContacts(900, silent: true);
        using var activation = new ActivationDriver(world);
        var jobId = await activation.StartAsync();
        var before = world.Wix.ReadSummary().Accounts;
        await Eventually.HoldsAsync(() => world.Wix.ReadSummary().Accounts > before, "the job makes accounts");
        var busy = await LagsAsync(people, Changes);

        output.WriteLine($"p50 {P(quiet, 0.5)} and {P(busy, 0.5)} ms, p99 {P(quiet, 0.99)} and {P(busy, 0.99)} ms without and with the job");
        Assert.NotEqual("done", (await activation.ReadAsync(jobId)).State);
        Assert.True(P(busy, 0.99) <= 3 * P(quiet, 0.99), $"p99 {P(quiet, 0.99)} ms before, {P(busy, 0.99)} ms during the job");
        Assert.Equal(0, world.Wix.ReadSummary().Throttled);
        (await activation.CancelAsync(jobId)).Dispose();
        await world.AssertInStepAsync();
    }

    /// <summary>How long each change took to the other side, in milliseconds, ascending.</summary>
    private static async Task<IReadOnlyList<double>> LagsAsync(IReadOnlyList<Person> people, int changes)
    {
        var lags = await Task.WhenAll(people.Select(async (person, index) =>
        {
            List<double> own = [];
            for (var i = 0; i < changes; i++)
            {
                // Together some 50 calls a minute, within the 60 that are kept for them: what they do beyond waits in any case.
                await Task.Delay(i == 0 ? index * 95 : 950);
                var toOutside = (index + i) % 2 == 0;
                // Never the same twice: two sides that answer each other alike are taken for a loop.
                var points = 5 + i;
                var expected = (toOutside ? person.ExternalBalance : person.WixBalance) + points;
                var began = Stopwatch.GetTimestamp();
                if (toOutside)
                    person.EarnsOnWix(points);
                else
                    person.EarnsOutside(points);
                while ((toOutside ? person.ExternalBalance : person.WixBalance) != expected)
                {
                    Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), "a change does not arrive");
                    await Task.Delay(2);
                }

                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        }));
        return [.. lags.SelectMany(lag => lag).Order()];
    }

    private static double P(IReadOnlyList<double> ascending, double share) =>
        Math.Round(ascending[(int)Math.Ceiling(share * ascending.Count) - 1]);
}
