using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class AccountsTests
{
    [Theory]
    [InlineData(SecondCreate.Conflict, 409)]
    [InlineData(SecondCreate.Existing, 200)]
    public async Task A_contact_has_one_account_however_many_create_it_at_once(SecondCreate mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { SecondCreate = mode });
        var contact = app.Wix.AddContact(new NewWixContact("ada@example.com"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.CreateAccountAsync(contact.Id)));

        Assert.Equal(status == 200 ? 10 : 1, answers.Count(a => a.Status == 200));
        Assert.All(answers, a => Assert.True(a.Status == 200 || a.Status == status, $"{a.Status}"));
        Assert.Single(app.Wix.ReadLedger().Accounts);
    }

    [Fact]
    public async Task The_site_may_be_faster_than_the_apps_create()
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { AccountAppearsRate = 1 });
        var contact = app.Wix.AddContact(new NewWixContact("ada@example.com"));

        Assert.Equal(409, (await app.CreateAccountAsync(contact.Id)).Status);
        Assert.Equal(contact.Id, (string)(await app.GetAsync($"loyalty-accounts/v1/accounts/fetch-by?contactId={contact.Id}")).Account["contactId"]!);
    }

    [Theory]
    [InlineData(FetchByMissing.NotFound, 404)]
    [InlineData(FetchByMissing.Empty, 200)]
    public async Task A_contact_without_an_account_is_answered_as_the_switch_says(FetchByMissing mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { FetchByMissing = mode });
        var contact = app.Wix.AddContact(new NewWixContact("ada@example.com"));

        var answer = await app.GetAsync($"loyalty-accounts/v1/accounts/fetch-by?contactId={contact.Id}");

        Assert.Equal(status, answer.Status);
        Assert.Null(answer.Body!["account"]);
    }

    [Theory]
    [InlineData(RepeatedEarnKey.Conflict, 409)]
    [InlineData(RepeatedEarnKey.SameAnswer, 200)]
    public async Task An_earn_key_works_once(RepeatedEarnKey mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { RepeatedEarnKey = mode });
        var account = app.Person().AccountId!;

        var first = await app.EarnAsync(account, 5, "key");
        var second = await app.EarnAsync(account, 5, "key");

        Assert.Equal((200, status), (first.Status, second.Status));
        if (status == 200)
            Assert.Equal(first.TransactionId, second.TransactionId);
        else
            Assert.Equal("TRANSACTION_ALREADY_EXISTS", second.Code);
        Assert.Equal(5, app.Truth(account).Balance);
    }

    [Theory]
    [InlineData(AccountsAfterMerge.Kept)]
    [InlineData(AccountsAfterMerge.Combined)]
    public async Task Accounts_of_merged_contacts_go_the_way_of_the_switch(AccountsAfterMerge mode)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { AccountsAfterMerge = mode });
        var target = app.Person(points: 10);
        var source = app.Wix.AddContact(new NewWixContact("old@example.com", Account: true));
        app.Wix.Earn(source.AccountId!, 5);

        app.Wix.MergeContacts(target.Id, source.Id);

        var combined = mode == AccountsAfterMerge.Combined;
        Assert.Equal(combined ? 15 : 10, app.Truth(target.AccountId!).Balance);
        Assert.Equal(combined ? 404 : 200, (await app.AccountAsync(source.AccountId!)).Status);
        var asked = await app.GetAsync($"contacts/v4/contacts/{source.Id}");
        Assert.Equal(("MERGED", target.Id), ((string)asked.Body!["responseType"]!, (string)asked.Body["contact"]!["id"]!));
        Assert.Contains("old@example.com", app.Wix.ReadLedger().Contacts.Single().Emails);
    }

    [Theory]
    [InlineData(AccountsAfterDelete.Kept, 200)]
    [InlineData(AccountsAfterDelete.Removed, 404)]
    public async Task The_account_of_a_deleted_contact_stays_or_goes(AccountsAfterDelete mode, int status)
    {
        await using var app = await WixDriver.StartAsync(new WixBehaviour { AccountsAfterDelete = mode });
        var contact = app.Wix.AddContact(new NewWixContact("ada@example.com", Account: true));

        app.Wix.DeleteContact(contact.Id);

        Assert.Equal(404, (await app.GetAsync($"contacts/v4/contacts/{contact.Id}")).Status);
        Assert.Equal(status, (await app.AccountAsync(contact.AccountId!)).Status);
    }

    [Fact]
    public async Task A_member_is_deleted_by_an_erasure_only_and_never_merged_away()
    {
        await using var app = await WixDriver.StartAsync();
        var member = app.Person();

        Assert.Equal("CANNOT_DELETE_MEMBER", Assert.Throws<WixRefusedException>(() => app.Wix.DeleteContact(member.Id)).Code);
        Assert.Equal("ILLEGAL_MERGE", Assert.Throws<WixRefusedException>(() => app.Wix.MergeContacts(app.Person().Id, member.Id)).Code);
        app.Wix.DeleteContact(member.Id, anonymize: true);
        Assert.DoesNotContain(app.Wix.ReadLedger().Contacts, c => c.Id == member.Id);
    }
}
