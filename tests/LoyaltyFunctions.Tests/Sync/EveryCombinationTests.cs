using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

/// <summary>
/// What Wix does in the details is not established, so the invariants must hold in every combination of what it might do. One world runs
/// them one after the other, each with people of its own who use both sides at once; a class per identity, so that they run side by side.
/// </summary>
public abstract class EveryCombinationTests(EventIdentity identity)
{
    private const int People = 3;

    [Fact]
    public async Task The_two_ledgers_stay_in_step()
    {
        await using var world = await SyncWorld.StartAsync();
        foreach (var (wix, external) in Combinations(identity))
        {
            world.Wix.Behaviour = wix with { ResendScheduleScale = SyncWorld.ResendScale };
            world.External.Behaviour = external with { ResendScale = SyncWorld.ResendScale };
            var people = Enumerable.Range(0, People).Select(_ => world.AddPerson()).ToList();
            await Task.WhenAll(people.Select((person, i) => UseBothSidesAsync(person, i)));
            await world.AssertInStepAsync(
                $"identity {identity}, latestTransaction {wix.LatestTransaction}, description kept {wix.DescriptionKept}, {wix.WebhookTiming}, "
                + $"reference echoed {external.EchoReference}, callbacks {external.CallbackTiming}");
        }
    }

    public sealed class Where_events_name_our_app() : EveryCombinationTests(EventIdentity.OurApp);

    public sealed class Where_events_name_nobody() : EveryCombinationTests(EventIdentity.Absent);

    public sealed class Where_events_name_the_loyalty_app() : EveryCombinationTests(EventIdentity.LoyaltyApp);

    private static IEnumerable<(WixBehaviour Wix, ExternalBehaviour External)> Combinations(EventIdentity identity)
    {
        foreach (var bits in Enumerable.Range(0, 32))
        {
            bool Bit(int n) => (bits & (1 << n)) != 0;
            yield return (
                new WixBehaviour
                {
                    Identity = identity,
                    LatestTransaction = Bit(0),
                    DescriptionKept = Bit(1),
                    WebhookTiming = Bit(2) ? WebhookTiming.BeforeAnswer : WebhookTiming.AfterAnswer,
                },
                new ExternalBehaviour
                {
                    EchoReference = Bit(3),
                    CallbackTiming = Bit(4) ? CallbackTiming.BeforeAnswer : CallbackTiming.AfterAnswer,
                });
        }
    }

    private static async Task UseBothSidesAsync(Person person, int seed)
    {
        // The same points on both sides at once: the hardest to tell apart.
        await Task.WhenAll(
            Task.Run(() => person.EarnsOnWix(20)),
            Task.Run(() => person.EarnsOutside(20)));
        await Task.WhenAll(
            Task.Run(() => person.RedeemsOnWix(5 + seed)),
            Task.Run(() => person.EarnsOutside(7)),
            Task.Run(() => person.World.Wix.Adjust(person.WixAccountId, 7)));
    }
}
