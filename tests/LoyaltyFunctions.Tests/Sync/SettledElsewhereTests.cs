using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class SettledElsewhereTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_that_another_instance_settled_meanwhile_is_not_sent_again(bool inFlight)
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOutside(30);
        await world.QuietAsync();
        var change = world.External.State.Transactions.Single(t => !t.MadeByApp);
        var link = (await world.FindLinkAsync(person))!;
        var due = new PendingWrite(
            Side.External, change.Id, 30, change.OccurredAt, DateTimeOffset.UtcNow, inFlight, change.OccurredAt, Revision: 1, Before: 0);

        await world.Service<Mirroring>().ResumeAsync(link, due, CancellationToken.None);

        await world.AssertInStepAsync();
        Assert.Equal((30, 30), (person.WixBalance, person.ExternalBalance));
        Assert.Empty((await world.FindLinkAsync(person))!.Pending);
    }
}
