using LoyaltyFunctions.External;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace LoyaltyFunctions.Tests.Activation;

/// <summary>An opening balance taken wrong leaves an account unexplained for ever. Both ways to take it wrong were found by the simulation.</summary>
public sealed class OpeningReadingsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SyncFrom = Now.AddHours(-1);
    private readonly Mock<IWixLoyalty> wix = new(MockBehavior.Strict);
    private readonly Mock<IExternalLoyalty> external = new(MockBehavior.Strict);
    private readonly FakeTimeProvider time = new(Now);
    private readonly MemoryCache cache = new(new MemoryCacheOptions());

    [Fact]
    public async Task Two_external_transactions_that_cancel_out_while_it_is_read_do_not_change_the_opening()
    {
        // Read before the debit: 100. Listed after it. Read again after the credit that made up for it: 100.
        var before = new ExternalAccount("acc_1", null, null, null, 100);
        List<ExternalTransaction> bookings = [Booking("txn_1", -20)];
        external.Setup(e => e.ListTransactionsAsync("site", "acc_1", SyncFrom, null, default)).ReturnsAsync(() => new ExternalPage<ExternalTransaction>([.. bookings], null));
        external.Setup(e => e.GetAccountAsync("site", "acc_1", default)).ReturnsAsync(() =>
        {
            if (bookings.Count == 1)
                bookings.Add(Booking("txn_2", 20));
            return before;
        });

        var opening = await Openings().ReadAsync("site", Account(Now.AddDays(-2)), before, externalIsNew: false, SyncFrom, WixWork.Live, default);

        Assert.Equal(100, opening!.External);
    }

    [Fact]
    public async Task A_Wix_clock_behind_ours_does_not_end_the_wait_for_its_transactions()
    {
        // Changed just now; Wix's clock, 76 seconds behind, says it was longer ago than its listings lag.
        var account = Account(Now.AddSeconds(-76));
        wix.Setup(w => w.QueryTransactionsAsync("site", account.Id, SyncFrom, null, WixWork.Live, default)).ReturnsAsync(new Page<LoyaltyTransaction>([], null));
        wix.Setup(w => w.GetAccountAsync("site", account.Id, WixWork.Live, default)).ReturnsAsync(account);
        var openings = Openings();

        Assert.Null(await openings.ReadAsync("site", account, NewExternal, externalIsNew: true, SyncFrom, WixWork.Live, default));
        time.Advance(new SyncOptions().TransactionLag);
        Assert.NotNull(await openings.ReadAsync("site", account, NewExternal, externalIsNew: true, SyncFrom, WixWork.Live, default));
    }

    public void Dispose() => cache.Dispose();

    private static ExternalAccount NewExternal => new("acc_1", null, null, null, 0);

    private static ExternalTransaction Booking(string id, long points) => new(id, "acc_1", points, null, Now);

    private static LoyaltyAccount Account(DateTimeOffset updated) =>
        new("a", null, null, 3, 120, null) { CreatedDate = Now.AddDays(-30), UpdatedDate = updated };

    private OpeningBalances Openings() => new(wix.Object, external.Object, cache, time, Options.Create(new SyncOptions()));
}
