using Azure.Core.Pipeline;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// For every outgoing call that the handling of a change makes: stops before it, stops after it, loses its answer; each time for a person
/// of its own, and with each event delivered twice. In the end every person's ledgers must be what they are without a fault.
/// </summary>
public sealed class CrashEnumerationTests(ITestOutputHelper output)
{
    private const long Start = 500;

    // Beyond the last call nothing goes wrong, which shows that the enumeration reached the end.
    private const int Margin = 2;

    private static readonly Dictionary<string, (long Points, Action<Person> Do)> Scenarios = new()
    {
        ["earned on Wix"] = (40, person => person.EarnsOnWix(40)),
        ["redeemed on Wix"] = (-40, person => person.RedeemsOnWix(40)),
        ["earned outside"] = (40, person => person.EarnsOutside(40)),
        ["redeemed outside"] = (-40, person => person.RedeemsOutside(40)),
        ["more on Wix than one write moves"] = (20_000_000, person => person.EarnsOnWix(20_000_000)),
        ["more outside than one write moves"] = (20_000_000, person => person.EarnsOutside(20_000_000)),
    };

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_fault_at_any_call_changes_nothing_in_the_end(int processes, bool hidesProvenance)
    {
        var plan = new CrashPlan();
        await using var world = await SyncWorld.StartAsync(
            processes: processes,
            services: services => Sabotage(services, plan),
            wix: new() { DescriptionKept = !hidesProvenance },
            external: new() { EchoReference = !hidesProvenance });

        var lengths = new Dictionary<string, int>();
        foreach (var (name, scenario) in Scenarios)
        {
            var person = await LinkedAsync(world, 1).SingleAsync();
            var victim = plan.Watch(person.WixAccountId, person.ExternalAccountId, at: int.MaxValue, CrashMode.Before);
            scenario.Do(person);
            await world.QuietAsync();
            lengths[name] = victim.Calls.Count;
        }

        world.Wix.Behaviour = world.Wix.Behaviour with { DuplicateRate = 1, DuplicateCount = 1 };
        world.External.Behaviour = world.External.Behaviour with { DuplicateRate = 1, DuplicateCount = 1 };
        var cases = (
            from scenario in Scenarios
            from at in Enumerable.Range(1, lengths[scenario.Key] + Margin)
            from mode in Enum.GetValues<CrashMode>()
            select (scenario.Key, scenario.Value.Points, scenario.Value.Do, At: at, Mode: mode)).ToList();
        var people = await LinkedAsync(world, cases.Count).ToListAsync();
        var victims = cases.Zip(people, (c, person) => plan.Watch(person.WixAccountId, person.ExternalAccountId, c.At, c.Mode)).ToList();
        foreach (var (c, person) in cases.Zip(people))
            c.Do(person);
        await world.QuietAsync(seconds: 120);

        var crashed = victims.Count(v => v.Crashed);
        output.WriteLine($"{crashed} crash points of {cases.Count} cases; calls per scenario: {string.Join(", ", lengths.Select(l => $"{l.Key} {l.Value}"))}");
        Assert.True(crashed >= lengths.Values.Sum() * 3, $"Only {crashed} faults happened.");
        var wrong = cases.Zip(people)
            .Where(p => (p.Second.WixBalance, p.Second.ExternalBalance) != (Start + p.First.Points, Start + p.First.Points))
            .Select(p => $"{p.First.Key}, call {p.First.At}, {p.First.Mode}: Wix {p.Second.WixBalance}, outside {p.Second.ExternalBalance}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        await world.AssertInStepAsync();
        Assert.Empty(await world.ParkedAsync());
    }

    private static async IAsyncEnumerable<Person> LinkedAsync(SyncWorld world, int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => world.AddPerson()).ToList();
        foreach (var person in people)
            person.EarnsOnWix(Start);
        await world.QuietAsync(seconds: 120);
        foreach (var person in people)
            yield return person;
    }

    private static void Sabotage(IServiceCollection services, CrashPlan plan)
    {
        services.AddHttpClient(WixClient.HttpClientName).AddHttpMessageHandler(() => new CrashingHandler(plan));
        services.AddHttpClient(RestExternalLoyalty.HttpClientName).AddHttpMessageHandler(() => new CrashingHandler(plan));
        services.AddSingleton<HttpPipelinePolicy>(new CrashingPolicy(plan));
    }
}
