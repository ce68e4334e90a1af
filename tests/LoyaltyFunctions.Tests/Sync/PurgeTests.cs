using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class PurgeTests
{
    [Fact]
    public async Task Only_what_is_finished_and_old_goes_and_the_sync_goes_on()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        // More than an account's row holds parts of, so it is parked.
        person.EarnsOutside(700_000_000);
        await world.QuietAsync();
        var done = world.Wix.ReadLedger().Transactions.Single();

        Assert.Equal(0, await PurgeAsync(world, TimeSpan.FromDays(89)));
        Assert.Equal(2, await PurgeAsync(world, TimeSpan.FromDays(91)));

        var link = (await world.FindLinkAsync(person))!;
        var ledger = world.Service<LedgerStore>();
        Assert.Null(await ledger.FindEntryAsync(link, Side.Wix, done.Id, CancellationToken.None));
        var parked = world.External.State.Transactions.Single(t => !t.MadeByApp);
        Assert.Equal(EntryState.Parked, (await ledger.FindEntryAsync(link, Side.External, parked.Id, CancellationToken.None))?.State);

        person.EarnsOnWix(5);
        await world.AssertInStepAsync();
    }

    private static Task<int> PurgeAsync(SyncWorld world, TimeSpan later) => new LedgerPurge(
        world.Tables, new FakeTimeProvider(DateTimeOffset.UtcNow + later), Options.Create(new SyncOptions()), NullLogger<LedgerPurge>.Instance)
        .RunAsync(CancellationToken.None);
}
