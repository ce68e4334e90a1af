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

    [Fact]
    public async Task An_instance_that_outlived_its_lease_does_not_undo_what_the_next_one_committed()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOutside(30);
        await world.QuietAsync();
        var (ledger, link) = (world.Service<LedgerStore>(), (await world.FindLinkAsync(person))!);
        var now = DateTimeOffset.UtcNow;
        var change = new LedgerEntry(Side.External, "txn_late", EntryKind.Change, EntryState.Pending, 5, "points", now, now);
        var first = new PendingWrite(Side.External, change.TransactionId, 5, now, now, InFlight: true, now, Revision: 1, Before: 0);
        (_, var seen) = await ledger.CommitAsync(new LedgerCommit(link.WithPending(first), [change], []), CancellationToken.None);
        var next = first with { Attempts = 1, Until = now.AddMinutes(1) };
        await ledger.CommitAsync(new LedgerCommit(seen.WithPending(next)), CancellationToken.None);
        world.Wix.Behaviour = world.Wix.Behaviour with { ThrottleRate = 1 };

        var result = await world.Service<Mirroring>().SendAsync(seen, first, CancellationToken.None);

        Assert.Equal(MirrorEnd.Unsettled, result.End);
        Assert.Equal([next], (await world.FindLinkAsync(person))!.Pending);
    }
}
