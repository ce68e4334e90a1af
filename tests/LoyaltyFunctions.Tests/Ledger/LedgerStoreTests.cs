using Azure.Data.Tables;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.InMemoryStorage;
using LoyaltyFunctions.Simulation.Breaks;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Ledger;

[Collection("azurite")]
public sealed class LedgerStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_transaction_that_the_ledger_holds_is_not_recorded_again() => Assert.True(await RecordsOnceAsync(new(azurite.ConnectionString)));

    [Fact]
    public async Task Without_the_conditional_insert_it_would_be() => Assert.False(await RecordsOnceAsync(Memory(Break.ConditionalInsert)));

    [Fact]
    public async Task And_with_it_the_same_storage_keeps_the_promise() => Assert.True(await RecordsOnceAsync(Memory(Break.None)));

    /// <summary>As a mirror is settled whose transaction was taken for a change meanwhile: the link row does not tell.</summary>
    private static async Task<bool> RecordsOnceAsync(TableServiceClient tables)
    {
        await tables.GetTableClient(TableNames.Ledger).CreateIfNotExistsAsync();
        var ledger = new LedgerStore(tables);
        var change = new LedgerEntry(Side.Wix, "t1", EntryKind.Change, EntryState.Pending, 10, "ADJUST", Links.Noon, Links.Noon);
        var link = (await ledger.TryCreateLinkAsync(Links.Link() with { WixAccountId = Guid.NewGuid().ToString() }, [change], default))!;
        var mirror = change with { Kind = EntryKind.Mirror, State = EntryState.Done, CounterpartId = "txn_1" };

        var (outcome, _) = await ledger.CommitAsync(new LedgerCommit(link.WithRecorded(mirror), [mirror], []), default);

        var entry = await ledger.FindEntryAsync(link, Side.Wix, "t1", default);
        var known = (await ledger.RereadLinkAsync(link, default)).WixKnown;
        return (outcome, entry?.Kind, known) == (CommitOutcome.EntryExists, EntryKind.Change, 0);
    }

    private static BrokenTables Memory(Break broken) => new(new MemoryStorage(TimeProvider.System), new ImmediateCalls(), broken);
}
