using System.Globalization;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Sandbox.Wix;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class QueryTests
{
    [Theory]
    [InlineData("createdDate", "ASC")]
    [InlineData("createdDate", "DESC")]
    [InlineData("points.balance", "DESC")]
    public async Task Every_account_comes_once_over_all_pages(string field, string order)
    {
        await using var app = await WixDriver.StartAsync();
        var people = Enumerable.Range(1, 25).Select(i => app.Person(points: i % 7)).ToList();
        app.Wix.AddContacts(5, members: false, accounts: true);

        var seen = new List<string>();
        var page = await app.QueryAccountsAsync(new
        {
            filter = new { memberId = new Dictionary<string, bool> { ["$exists"] = true } },
            sort = new[] { new { fieldName = field, order } },
            cursorPaging = new { limit = 10 },
        });
        seen.AddRange(page.Ids("loyaltyAccounts"));
        while (page.Next is { } cursor)
        {
            page = await app.QueryAccountsAsync(new { cursorPaging = new { limit = 10, cursor } });
            seen.AddRange(page.Ids("loyaltyAccounts"));
        }

        Assert.False((bool)page.Body!["pagingMetadata"]!["hasNext"]!);
        var expected = people.Select(p => p.AccountId!);
        if (field == "createdDate")
            Assert.Equal(order == "ASC" ? expected : expected.Reverse(), seen);
        else
            Assert.Equal(expected.Order(), seen.Order());
    }

    [Fact]
    public async Task Accounts_that_come_between_two_pages_disturb_neither()
    {
        await using var app = await WixDriver.StartAsync();
        var before = Enumerable.Range(0, 4).Select(_ => app.Person().AccountId!).ToList();
        var first = await app.QueryAccountsAsync(new { cursorPaging = new { limit = 2 } });
        var late = app.Person().AccountId!;

        var second = await app.QueryAccountsAsync(new { cursorPaging = new { limit = 10, cursor = first.Next } });

        Assert.Equal([.. before, late], [.. first.Ids("loyaltyAccounts"), .. second.Ids("loyaltyAccounts")]);
    }

    [Fact]
    public async Task Transactions_of_an_account_since_a_date_come_in_pages_oldest_first()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-05T10:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await WixDriver.StartAsync(options: o => o with { TimeProvider = time });
        var account = app.Person().AccountId!;
        var other = app.Person().AccountId!;
        var written = new List<WixLedgerTransaction>();
        for (var i = 1; i <= 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            written.Add(app.Wix.Earn(account, i));
            app.Wix.Earn(other, 100);
        }

        var query = JsonNode.Parse($$$"""
            {"filter":{"accountId":"{{{account}}}","createdDate":{"$gte":"2026-01-05T10:00:04Z"},"transactionType":{"$in":["EARN"]}},
             "sort":[{"fieldName":"createdDate","order":"ASC"}],"cursorPaging":{"limit":4} }
            """)!;
        var first = await app.QueryTransactionsAsync(query);
        var second = await app.QueryTransactionsAsync(new { cursorPaging = new { cursor = first.Next } });

        Assert.Equal(written.Skip(3).Select(t => t.Id), [.. first.Ids("loyaltyTransactions"), .. second.Ids("loyaltyTransactions")]);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("""{"cursorPaging":{"limit":101}}""", 400)]
    [InlineData("""{"cursorPaging":{"cursor":"no-cursor"}}""", 400)]
    [InlineData("""{"filter":{"nickname":"x"}}""", 400)]
    [InlineData("""{"filter":{"points.balance":{"$startsWith":"1"}}}""", 400)]
    [InlineData("""{"filter":{"points.balance":{"$gt":"many"}}}""", 400)]
    [InlineData("""{"sort":[{"fieldName":"nickname"}]}""", 400)]
    [InlineData("""{"filter":{"$or":[{"points.balance":{"$gt":5}},{"$not":{"memberId":{"$exists":true}}}]}}""", 200)]
    public async Task A_query_is_checked(string query, int status)
    {
        await using var app = await WixDriver.StartAsync();

        Assert.Equal(status, (await app.QueryAccountsAsync(JsonNode.Parse(query)!)).Status);
    }

    [Theory]
    [InlineData("""{"info.emails.email":"ADA@example.com"}""", 2)]
    [InlineData("""{"primaryInfo.email":{"$eq":"ada@example.com"}}""", 1)]
    [InlineData("""{"info.emails.email":{"$in":["second@example.com","nobody@example.com"]}}""", 1)]
    [InlineData("""{"primaryInfo.email":{"$startsWith":"AD"}}""", 1)]
    [InlineData("""{"primaryInfo.email":{"$exists":false}}""", 1)]
    [InlineData("""{"createdDate":{"$gt":"2000-01-01T00:00:00Z"}}""", 3)]
    [InlineData("""{"createdDate":{"$lte":"2000-01-01T00:00:00Z"}}""", 0)]
    [InlineData("""{"info.extendedFields.members.membershipStatus":{"$ne":"APPROVED"}}""", 2)]
    public async Task Contacts_are_found_by_what_wix_can_filter(string filter, int found)
    {
        await using var app = await WixDriver.StartAsync();
        app.Wix.AddContact(new NewWixContact("ada@example.com", "Ada", Member: true));
        app.Wix.AddContact(new NewWixContact("bob@example.com", "Bob") { MoreEmails = ["Ada@Example.com", "second@example.com"] });
        app.Wix.AddContact(new NewWixContact(Name: "Carol"));

        var answer = await app.PostAsync("contacts/v4/contacts/query", new { query = new { filter = JsonNode.Parse(filter) } });

        Assert.Equal(found, (int)answer.Body!["pagingMetadata"]!["total"]!);
    }

    [Fact]
    public async Task Contacts_come_by_offset_up_to_a_thousand_a_page()
    {
        await using var app = await WixDriver.StartAsync();
        var people = app.Wix.AddContacts(1200, members: false);

        var pages = new[]
        {
            await app.GetAsync("contacts/v4/contacts?paging.limit=1000&sort.fieldName=createdDate&sort.order=ASC"),
            await app.GetAsync("contacts/v4/contacts?paging.limit=1000&paging.offset=1000&fieldsets=BASIC"),
        };

        Assert.Equal(people.Select(p => p.Id), pages.SelectMany(p => p.Ids("contacts")));
        Assert.Null(pages[1].Body!["contacts"]![0]!["info"]!["emails"]);
        Assert.Equal("ILLEGAL_LIMIT", (await app.GetAsync("contacts/v4/contacts?paging.limit=1001")).Code);
        Assert.Equal("UNSUPPORTED_SORT_FIELD", (await app.GetAsync("contacts/v4/contacts?sort.fieldName=id")).Code);
    }

    [Fact]
    public async Task Lagging_reads_show_the_past_while_get_shows_the_present()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-05T10:00:00Z", CultureInfo.InvariantCulture));
        await using var app = await WixDriver.StartAsync(
            new WixBehaviour { ReadLag = TimeSpan.FromSeconds(2) }, o => o with { TimeProvider = time });
        var account = app.Person(points: 5).AccountId!;
        async Task<(int Accounts, int Transactions)> SeenAsync() => (
            (await app.QueryAccountsAsync(new { filter = new Dictionary<string, object> { ["points.balance"] = 8 } })).Ids("loyaltyAccounts").Count,
            (await app.QueryTransactionsAsync(new { filter = new { accountId = account } })).Ids("loyaltyTransactions").Count);

        time.Advance(TimeSpan.FromSeconds(3));
        await app.AdjustAsync(account, new { amount = 3, revision = "2" });

        Assert.Equal(8, (await app.AccountAsync(account)).Balance);
        Assert.Equal((0, 1), await SeenAsync());
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1, 2), await SeenAsync());
    }
}
