using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class WixClientTests : IAsyncLifetime
{
    private const string Site = WixWebhookBuilder.SiteId;
    private const string Account = WixWebhookBuilder.AccountId;
    private const string Contact = WixWebhookBuilder.ContactId;
    private const string AccountJson =
        $$$"""{"account":{"id":"{{{Account}}}","contactId":"{{{Contact}}}","memberId":null,"points":{"balance":15},"revision":"4","contact":{"email":"a@example.com"}} }""";

    private StubWix wix = null!;

    public async Task InitializeAsync() => wix = await StubWix.StartAsync();

    public async Task DisposeAsync() => await wix.DisposeAsync();

    [Fact]
    public async Task An_account_is_read_with_the_sites_token_and_without_Bearer()
    {
        wix.Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        var account = (await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default))!;

        Assert.Equal(new LoyaltyAccount(Account, Contact, null, 4, 15, "a@example.com"), account);
        Assert.Equal($"GET /loyalty-accounts/v1/accounts/{Account}", Assert.Single(wix.Calls).Line);
        Assert.Equal("token-1", wix.Calls[0].Headers["Authorization"]);
        Assert.Equal(
            $$"""{"instance_id":"{{Site}}","client_id":"{{WixWebhookBuilder.AppId}}","client_secret":"a secret","grant_type":"client_credentials"}""",
            Assert.Single(wix.TokenCalls).Body);
        Assert.False(wix.TokenCalls[0].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Adjust_and_Earn_send_what_the_SDK_sends()
    {
        wix.Answer(200, AccountJson).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        await parts.Loyalty.AdjustPointsAsync(Site, Account, 7, 3, "probe +7", default);
        await parts.Loyalty.EarnPointsAsync(Site, Account, 2, "probe-3", "probe earn", default);

        Assert.Equal(
            [
                ($"POST /loyalty-accounts/v1/accounts/{Account}/adjust-points", $$"""{"accountId":"{{Account}}","description":"probe +7","amount":7,"revision":"3"}"""),
                ($"POST /loyalty-accounts/v1/accounts/{Account}/earn-points",
                    $$"""{"accountId":"{{Account}}","amount":2,"description":"probe earn","appId":"{{WixWebhookBuilder.AppId}}","idempotencyKey":"probe-3"}"""),
            ],
            wix.Calls.Select(c => (c.Line, c.Body.Replace("\\u002B", "+", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Transactions_come_page_after_page_oldest_first_and_later_pages_ask_by_cursor_alone()
    {
        wix.Answer(200, $$$"""
            {"loyaltyTransactions":[
              {"id":"1d0d1159-f578-4f37-98df-f988fa728ff9","accountId":"{{{Account}}}","createdDate":"2026-01-06T14:06:50.091Z","amount":-70,"transactionType":"ADJUST",
               "description":"by hand","idempotencyKey":"key","adjustInfo":{"appId":"553c79f3-5625-4f38-b14b-ef7c0d1e87df","amountBefore":100,"amountAfter":30}},
              {"id":"2d0d1159-f578-4f37-98df-f988fa728ff9","accountId":"{{{Account}}}","createdDate":"2026-01-06T14:07:00Z","amount":5,"transactionType":"EARN_ATTEMPT","earnInfo":{"appId":"SiteMembers"}}],
             "pagingMetadata":{"count":2,"cursors":{"next":"CURSOR-2"},"hasNext":true}}
            """)
            .Answer(200, """{"loyaltyTransactions":[],"pagingMetadata":{"count":0,"cursors":{"next":"CURSOR-3"},"hasNext":false}}""");
        using var parts = new WixParts(wix.Address);
        var since = new DateTimeOffset(2026, 1, 6, 15, 0, 0, 5, TimeSpan.FromHours(1));

        var first = await parts.Loyalty.QueryTransactionsAsync(Site, Account, since, null, WixWork.Live, default);
        var second = await parts.Loyalty.QueryTransactionsAsync(Site, Account, since, first.Next, WixWork.Live, default);

        Assert.Equal(
            [
                new LoyaltyTransaction(
                    "1d0d1159-f578-4f37-98df-f988fa728ff9", Account, new DateTimeOffset(2026, 1, 6, 14, 6, 50, 91, TimeSpan.Zero), -70, "ADJUST", "by hand", "key", 100, 30,
                    "553c79f3-5625-4f38-b14b-ef7c0d1e87df"),
                new LoyaltyTransaction(
                    "2d0d1159-f578-4f37-98df-f988fa728ff9", Account, new DateTimeOffset(2026, 1, 6, 14, 7, 0, TimeSpan.Zero), 5, "EARN_ATTEMPT", AppId: "SiteMembers"),
            ],
            first.Items);
        Assert.Equal((0, null), (second.Items.Count, second.Next));
        Assert.All(wix.Calls, c => Assert.Equal("POST /loyalty-transactions/v1/loyalty-transactions/query", c.Line));
        Assert.Equal(
            [
                $$$"""{"query":{"filter":{"accountId":"{{{Account}}}","createdDate":{"$gte":"2026-01-06T14:00:00.005Z"}},"cursorPaging":{"limit":100},"sort":[{"fieldName":"createdDate","order":"ASC"}]}}""",
                """{"query":{"cursorPaging":{"limit":100,"cursor":"CURSOR-2"}}}""",
            ],
            wix.Calls.Select(c => c.Body));
    }

    [Fact]
    public async Task Contacts_are_found_by_any_of_their_addresses()
    {
        wix.Answer(200, $$$"""
            {"contacts":[{"id":"{{{Contact}}}","revision":1,"createdDate":"2019-10-30T17:22:10.299Z","primaryInfo":{"email":"one@example.com","phone":"097495550"},
              "info":{"name":{"first":"Some","last":"One"},
                "emails":{"items":[{"email":"two@example.com"},{"email":"one@example.com","primary":true}]},
                "phones":{"items":[{"phone":"1"},{"e164Phone":"+97297495551"},{"e164Phone":"+97297495550","primary":true}]},
                "extendedFields":{"items":{"emailSubscriptions.subscriptionStatus":"UNSUBSCRIBED"}} }}],"pagingMetadata":{"count":1,"offset":0,"total":1}}
            """);
        using var parts = new WixParts(wix.Address);

        var contact = Assert.Single(await parts.Loyalty.FindContactsByEmailAsync(Site, "one@example.com", 3, WixWork.Live, default));

        Assert.Equal((Contact, "Some", "UNSUBSCRIBED"), (contact.Id, contact.FirstName, contact.SubscriptionStatus));
        Assert.Equal(["one@example.com", "two@example.com"], contact.Emails);
        Assert.Equal(["+97297495550", "+97297495551"], contact.Phones);
        Assert.Equal(
            ("POST /contacts/v4/contacts/query",
                """{"query":{"filter":{"info.emails.email":"one@example.com"},"paging":{"limit":3,"offset":0},"sort":[{"fieldName":"createdDate","order":"ASC"}]}}"""),
            (wix.Calls[0].Line, wix.Calls[0].Body));
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        const string notFound = """{"message":"","details":{"applicationError":{"code":"CONTACT_NOT_FOUND"}}}""";
        wix.Answer(404, notFound).Answer(404, notFound).Answer(200, "{}").Answer(200, """{"loyaltyTransactions":[]}""");
        using var parts = new WixParts(wix.Address);

        Assert.Null(await parts.Loyalty.GetContactAsync(Site, Contact, WixWork.Live, default));
        Assert.Null(await parts.Loyalty.FindAccountByContactAsync(Site, Contact, WixWork.Live, default));
        Assert.Null(await parts.Loyalty.FindAccountByContactAsync(Site, Contact, WixWork.Live, default));
        Assert.Null(await parts.Loyalty.FindTransactionByIdempotencyKeyAsync(Site, Account, "key", WixWork.Live, default));
        Assert.Equal($"GET /loyalty-accounts/v1/accounts/fetch-by?contactId={Contact}", wix.Calls[1].Line);
    }

    [Theory]
    [InlineData(400, """{"message":"x","details":{"applicationError":{"code":"ILLEGAL_LIMIT"}}}""", WixFailure.Refused, "ILLEGAL_LIMIT")]
    [InlineData(428, "{}", WixFailure.Refused, null)]
    [InlineData(403, """{"message":"Insufficient Permissions","details":{"applicationError":{"code":"PERMISSION_DENIED"}}}""", WixFailure.NotPermitted, "PERMISSION_DENIED")]
    [InlineData(404, "not json", WixFailure.NotFound, null)]
    [InlineData(409, """{"details":{"applicationError":{"code":"ALREADY_EXISTS"}}}""", WixFailure.Conflict, "ALREADY_EXISTS")]
    [InlineData(429, "", WixFailure.Throttled, null)]
    [InlineData(500, """{"message":"","details":{}}""", WixFailure.Unavailable, null)]
    [InlineData(302, "", WixFailure.Unavailable, null)]
    [InlineData(204, null, WixFailure.Unavailable, null)]
    [InlineData(200, "<html>", WixFailure.Unavailable, null)]
    [InlineData(200, """{"account":{}}""", WixFailure.Unavailable, null)]
    [InlineData(200, """{"account":{"id":"x","revision":{}}}""", WixFailure.Unavailable, null)]
    public async Task Every_failure_is_one_of_few(int status, string? body, WixFailure failure, string? code)
    {
        wix.Answer(async context =>
        {
            context.Response.StatusCode = status;
            if (body is not null)
                await context.Response.WriteAsync(body);
        });
        using var parts = new WixParts(wix.Address);

        var thrown = await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.CreateAccountAsync(Site, Contact, WixWork.Live, default));

        Assert.Equal((failure, code), (thrown.Failure, thrown.Code));
    }

    [Fact]
    public async Task An_error_quotes_the_request_id_and_nothing_that_Wix_says_about_a_person()
    {
        wix.Answer(400, """{"message":"a@example.com is bad","details":{"applicationError":{"code":"a@example.com"}}}""", ("x-wix-request-id", "17.4"));
        using var parts = new WixParts(wix.Address);

        var thrown = await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default));

        Assert.Equal("Wix answered 400 (request 17.4).", thrown.Message);
    }

    [Fact]
    public async Task A_read_is_tried_again_after_a_failure_of_Wix()
    {
        wix.Answer(503).Answer(Broken).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        Assert.Equal(15, (await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default))?.Balance);
        Assert.Equal(3, wix.Calls.Count);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_tried_again()
    {
        wix.Answer(CutShort).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        Assert.Equal(15, (await parts.Loyalty.GetAccountAsync(Site, Account, WixWork.Live, default))?.Balance);
    }

    [Fact]
    public async Task No_write_is_ever_tried_again_by_itself()
    {
        wix.Answer(503).Answer(Broken).Answer(CutShort);
        using var parts = new WixParts(wix.Address);

        Assert.IsType<Points.WriteOutcome.Unknown>(await parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 1, "x", default));
        Assert.IsType<Points.WriteOutcome.Unknown>(await parts.Loyalty.EarnPointsAsync(Site, Account, 1, "k", "x", default));
        await Assert.ThrowsAsync<WixException>(() => parts.Loyalty.CreateAccountAsync(Site, Contact, WixWork.Live, default));
        Assert.Equal(3, wix.Calls.Count);
    }

    [Fact]
    public async Task A_silent_Wix_leaves_a_write_unknown_after_the_timeout()
    {
        wix.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var parts = new WixParts(wix.Address, settings: ("Timeout", "00:00:00.5"));

        Assert.IsType<Points.WriteOutcome.Unknown>(await parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 1, "x", default));
    }

    [Fact]
    public async Task A_cancelled_caller_is_not_told_that_Wix_failed()
    {
        using var stop = new CancellationTokenSource();
        wix.Answer(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var parts = new WixParts(wix.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 1, "x", stop.Token));
    }

    [Fact]
    public async Task What_Wix_says_about_consistency_is_said_back_for_that_site()
    {
        wix.Answer(200, AccountJson, ("X-Wix-Consistent", "abc")).Answer(200, AccountJson).Answer(200, AccountJson);
        using var parts = new WixParts(wix.Address);

        foreach (var site in (string[])[Site, Site, Contact])
            await parts.Loyalty.GetAccountAsync(site, Account, WixWork.Live, default);

        Assert.Equal([null, "abc", null], wix.Calls.Select(c => c.Headers.GetValueOrDefault("X-Wix-Consistent")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000_000)]
    [InlineData(-10_000_000)]
    public async Task More_than_Wix_moves_at_once_is_the_callers_mistake(long amount)
    {
        using var parts = new WixParts(wix.Address);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => parts.Loyalty.AdjustPointsAsync(Site, Account, amount, 1, "x", default));
        await Assert.ThrowsAsync<ArgumentException>(() => parts.Loyalty.AdjustPointsAsync(Site, Account, 1, 1, new string('x', 101), default));
        Assert.Empty(wix.Calls);
    }

    private static Task Broken(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task CutShort(HttpContext context)
    {
        context.Response.ContentLength = 500;
        await context.Response.WriteAsync("{\"account\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
