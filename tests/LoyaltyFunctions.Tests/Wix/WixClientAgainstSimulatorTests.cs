using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Tests.Wix;

/// <summary>The client and the sandbox's Wix, held together by the sandbox's ledger.</summary>
public sealed class WixClientAgainstSimulatorTests : IAsyncLifetime, IDisposable
{
    private WixSimulator wix = null!;
    private WixParts parts = null!;

    private string Site => wix.InstanceIds[0];

    private IWixLoyalty Client => parts.Loyalty;

    public async Task InitializeAsync()
    {
        wix = await WixSimulator.StartAsync(new WixSimulatorOptions { ProgramActive = true, CallsPerWindow = null }, default);
        parts = new WixParts(wix.BaseAddress, settings: [("AppId", wix.AppId), ("AppSecret", wix.AppSecret), ("Timeout", "00:00:05")]);
    }

    public async Task DisposeAsync() => await wix.DisposeAsync();

    public void Dispose() => parts.Dispose();

    [Fact]
    public async Task An_account_is_created_once_and_found_by_its_contact()
    {
        var contact = wix.AddContact(new NewWixContact("one@example.com", "Some One", Member: true));

        Assert.Null(await Client.FindAccountByContactAsync(Site, contact.Id, WixWork.Live, default));
        var created = await Client.CreateAccountAsync(Site, contact.Id, WixWork.Live, default);
        Assert.Equal(created, await Client.FindAccountByContactAsync(Site, contact.Id, WixWork.Live, default));
        Assert.Equal(created, await Client.GetAccountAsync(Site, created.Id, WixWork.Live, default));
        Assert.Equal((contact.Id, "one@example.com", 0L), (created.ContactId, created.Email, created.Balance));
        var second = await Assert.ThrowsAsync<WixException>(() => Client.CreateAccountAsync(Site, contact.Id, WixWork.Live, default));
        Assert.Equal(WixFailure.Conflict, second.Failure);
        Assert.Single(wix.ReadLedger().Accounts);
    }

    [Fact]
    public async Task A_contact_is_found_by_any_address_and_a_merged_one_by_its_target()
    {
        var contact = wix.AddContact(new NewWixContact("one@example.com", "Some One", Member: true) { MoreEmails = ["two@example.com"] });
        var merged = wix.AddContact(new NewWixContact("three@example.com"));
        wix.MergeContacts(contact.Id, merged.Id);

        Assert.Equal(contact.Id, Assert.Single(await Client.FindContactsByEmailAsync(Site, "two@example.com", 2, WixWork.Live, default)).Id);
        Assert.Empty(await Client.FindContactsByEmailAsync(Site, "nobody@example.com", 2, WixWork.Live, default));
        Assert.Equal(contact.Id, (await Client.GetContactAsync(Site, merged.Id, WixWork.Live, default))!.Id);
        Assert.Null(await Client.GetContactAsync(Site, Guid.NewGuid().ToString(), WixWork.Live, default));
    }

    [Fact]
    public async Task An_adjustment_is_written_with_its_revision_and_then_only_with_the_next()
    {
        var account = NewAccount(100);
        var before = (await Client.GetAccountAsync(Site, account, WixWork.Live, default))!;

        var written = Assert.IsType<WriteOutcome.Written>(await Client.AdjustPointsAsync(Site, account, -30, before.Revision, "Acme · ~1", default));
        Assert.IsType<WriteOutcome.Stale>(await Client.AdjustPointsAsync(Site, account, -30, before.Revision, "Acme · ~2", default));

        Assert.Equal((70L, before.Revision + 1), (written.Balance, written.Revision));
        var stored = Assert.Single(wix.ReadLedger().Transactions, t => t.Id == written.TransactionId);
        Assert.Equal((-30L, "Acme · ~1"), (stored.Amount, stored.Description));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(428)]
    [InlineData(409)]
    public async Task A_balance_below_zero_is_refused_as_insufficient(int status)
    {
        wix.Behaviour = wix.Behaviour with { BelowZeroStatus = status };
        var account = NewAccount(10);
        var before = (await Client.GetAccountAsync(Site, account, WixWork.Live, default))!;

        var refused = Assert.IsType<WriteOutcome.Refused>(await Client.AdjustPointsAsync(Site, account, -11, before.Revision, "x", default));

        Assert.Equal(RefusalCodes.InsufficientPoints, refused.Code);
        Assert.Equal(10, wix.ReadLedger().Accounts.Single().Balance);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_stale_revision_is_stale_whatever_its_status(int status)
    {
        wix.Behaviour = wix.Behaviour with { StaleStatus = status };
        var account = NewAccount(10);

        Assert.IsType<WriteOutcome.Stale>(await Client.AdjustPointsAsync(Site, account, 5, 999, "x", default));
    }

    [Fact]
    public async Task Points_are_earned_once_for_a_key_and_found_by_it()
    {
        var account = NewAccount(10);

        var first = Assert.IsType<WriteOutcome.Written>(await Client.EarnPointsAsync(Site, account, 5, "key-1", "x", default));
        var second = await Client.EarnPointsAsync(Site, account, 5, "key-1", "x", default);

        Assert.Equal(new WriteOutcome.Written(null, null, null), second);
        Assert.Equal(15, wix.ReadLedger().Accounts.Single().Balance);
        Assert.Equal(first.TransactionId, (await Client.FindTransactionByIdempotencyKeyAsync(Site, account, "key-1", WixWork.Live, default))!.Id);
        Assert.Null(await Client.FindTransactionByIdempotencyKeyAsync(Site, account, "key-2", WixWork.Live, default));
    }

    [Fact]
    public async Task All_transactions_since_an_instant_come_oldest_first_over_several_pages()
    {
        var account = NewAccount(1000);
        var other = NewAccount(1000);
        var since = DateTimeOffset.UtcNow.AddMinutes(-1);
        for (var i = 0; i < 230; i++)
            wix.Redeem(i % 20 == 0 ? other : account, 1);

        var read = new List<LoyaltyTransaction>();
        string? cursor = null;
        do
        {
            var page = await Client.QueryTransactionsAsync(Site, account, since, cursor, WixWork.Live, default);
            read.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(wix.ReadLedger().Transactions.Where(t => t.AccountId == account).Select(t => t.Id).Order(), read.Select(t => t.Id).Order());
        Assert.Equal(read.OrderBy(t => t.CreatedDate).Select(t => t.CreatedDate), read.Select(t => t.CreatedDate));
        Assert.Empty((await Client.QueryTransactionsAsync(Site, account, DateTimeOffset.UtcNow.AddMinutes(1), null, WixWork.Live, default)).Items);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_write_unknown_and_done_once()
    {
        var account = NewAccount(10);
        var before = (await Client.GetAccountAsync(Site, account, WixWork.Live, default))!;
        wix.Behaviour = wix.Behaviour with { AnswerLostRate = 1 };

        Assert.IsType<WriteOutcome.Unknown>(await Client.AdjustPointsAsync(Site, account, 5, before.Revision, "x", default));
        Assert.Equal(15, wix.ReadLedger().Accounts.Single().Balance);
    }

    [Fact]
    public async Task Passing_errors_do_not_reach_a_reader()
    {
        var account = NewAccount(10);
        wix.Behaviour = wix.Behaviour with { ErrorRate = 0.05 };

        for (var i = 0; i < 30; i++)
            Assert.Equal(10, (await Client.GetAccountAsync(Site, account, WixWork.Live, default))?.Balance);
    }

    private string NewAccount(long points)
    {
        var account = wix.AddContact(new NewWixContact($"{Guid.NewGuid():n}@example.com", Member: true, Account: true)).AccountId!;
        wix.Earn(account, points);
        return account;
    }
}
