using System.Net;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

public sealed class MatchingTests
{
    [Fact]
    public async Task Everybody_is_matched_by_the_rules_and_nobody_by_a_guess()
    {
        await using var world = await SyncWorld.StartAsync(new()
        {
            ["Sites:{site}:MatchBy:0"] = "Override",
            ["Sites:{site}:MatchBy:1"] = "ExternalId",
            ["Sites:{site}:MatchBy:2"] = "Email",
            ["Sites:{site}:MatchBy:3"] = "Phone",
            ["Sites:{site}:PhoneRegion"] = "DE",
        });
        (world.Wix.WebhookUrl, world.External.WebhookUrl) = (null, null);

        WixLedgerContact Contact(string? email, string? phone = null) => world.Wix.AddContact(new NewWixContact(email, "Some One", Phone: phone), silent: true);
        var variants = (Contact(" Ada.LOVELACE@Example.COM "), world.External.AddAccount("ada.lovelace@example.com"));
        var blanks = (Contact("grace@example.com"), world.External.AddAccount(" Grace@Example.com  "));
        var idn = (Contact("eva@bücher.example"), world.External.AddAccount("eva@xn--bcher-kva.example"));
        var idnBack = (Contact("max@xn--bcher-kva.example"), world.External.AddAccount("max@BÜCHER.example"));
        var phone = (Contact(null, "+493012345678"), world.External.AddAccount(null, phone: "030 12345678"));
        var byId = Contact("moved@example.com");
        var byReference = (byId, world.External.AddAccount("old-address@example.com", reference: byId.Id));
        var nothing = Contact(null);
        var shared = new[] { Contact("family@example.com"), Contact("Family@example.com") };
        var family = world.External.AddAccount("family@example.com");
        var twice = Contact("twice@example.com");
        world.External.AddAccount("twice@example.com");
        world.External.AddAccount("TWICE@example.com");
        using var activation = new ActivationDriver(world);

        var job = await activation.RunAsync();

        Assert.Equal((10, 10, 7, 3), (job["contacts"], job["created"], job["linked"], job["ambiguous"]));
        var accounts = world.Wix.ReadLedger().Accounts.ToDictionary(a => a.ContactId, a => a.Id);
        var ledger = world.Service<LedgerStore>();
        async Task<string?> LinkedTo(WixLedgerContact contact) =>
            (await ledger.FindLinkAsync(world.SiteId, accounts[contact.Id], default))?.ExternalAccountId;
        foreach (var (contact, account) in new[] { variants, blanks, idn, idnBack, phone, byReference })
            Assert.Equal(account.Id, await LinkedTo(contact));
        Assert.Equal(accounts[nothing.Id], world.External.FindAccount((await LinkedTo(nothing))!)!.Reference);
        Assert.All(await Task.WhenAll(shared.Append(twice).Select(LinkedTo)), Assert.Null);

        var report = await activation.ReportAsync(job.Json.GetProperty("jobId").GetString()!);
        Assert.Equal(shared.Append(twice).Select(c => c.Id).Order(StringComparer.Ordinal), report.Select(line => line[1]).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await world.ParkedAsync()).Count(p => p.Reason == "ambiguous_email"));

        // A person decides.
        (world.Wix.WebhookUrl, world.External.WebhookUrl) = Receivers(world);
        using var decided = await activation.PutLinkAsync(accounts[shared[1].Id], family.Id);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        using var taken = await activation.PutLinkAsync(accounts[shared[0].Id], family.Id);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        using var unknown = await activation.PutLinkAsync(accounts[shared[0].Id], "nobody");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(2, (await world.ParkedAsync()).Count);

        world.External.Earn(family.Id, 30);
        await world.QuietAsync();
        Assert.Equal(30, world.Wix.ReadLedger().Accounts.Single(a => a.Id == accounts[shared[1].Id]).Balance);
    }

    [Fact]
    public async Task What_was_parked_for_an_ambiguous_person_moves_once_somebody_decides()
    {
        await using var world = await SyncWorld.StartAsync();
        var (one, other) = (world.AddPerson("same@example.com"), world.AddPerson("same@example.com"));
        one.EarnsOnWix(25);
        one.EarnsOutside(4);
        await world.QuietAsync();
        Assert.Equal((25, 4), (one.WixBalance, one.ExternalBalance));
        Assert.Contains(await world.ParkedAsync(), p => p.Side == Side.Wix && p.AccountId == one.WixAccountId);

        using var activation = new ActivationDriver(world);
        using var decided = await activation.PutLinkAsync(one.WixAccountId, one.ExternalAccountId);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        await world.QuietAsync();

        Assert.Equal((29, 29), (one.WixBalance, one.ExternalBalance));
        Assert.Equal((0, 0), (other.WixBalance, other.ExternalBalance));
        Assert.DoesNotContain(await world.ParkedAsync(), p => p.AccountId == one.WixAccountId || p.AccountId == one.ExternalAccountId);
    }

    [Fact]
    public async Task Each_direction_is_switched_off_by_itself()
    {
        await using var world = await SyncWorld.StartAsync(new()
        {
            ["Sites:{site}:CreateAccountsHere"] = "false",
            ["Sites:{site}:CreateAccountsThere"] = "false",
            ["Sites:{site}:MovePointsHere"] = "false",
        });
        var person = world.AddPerson("both@example.com");
        var contact = world.Wix.AddContact(new NewWixContact("contact@example.com"), silent: true);
        var alone = world.Wix.CreateAccount(world.Wix.AddContact(new NewWixContact("alone@example.com"), silent: true).Id);
        using var activation = new ActivationDriver(world);

        var job = await activation.RunAsync();
        Assert.Equal((3, 1, 1, 1, 0), (job["contacts"], job["linked"], job["unmatched"], job["withoutAccount"], job["created"]));
        Assert.Single(world.External.State.Accounts);
        Assert.DoesNotContain(world.Wix.ReadLedger().Accounts, a => a.ContactId == contact.Id);

        person.EarnsOnWix(10);
        person.EarnsOutside(3);
        await world.QuietAsync();
        Assert.Equal((10, 13), (person.WixBalance, person.ExternalBalance));
        Assert.Contains(await world.ParkedAsync(), p => p.AccountId == alone.Id && p.Reason == "no_external_account");
        Assert.DoesNotContain(await world.ParkedAsync(), p => p.TransactionId is not null);
    }

    private static (Uri Wix, Uri External) Receivers(SyncWorld world) =>
        (new Uri($"{world.Apps[0].Urls.First()}/api/webhooks/wix"), new Uri($"{world.Apps[0].Urls.First()}/api/webhooks/external/{world.SiteId}"));
}
