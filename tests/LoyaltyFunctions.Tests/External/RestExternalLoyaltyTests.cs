using LoyaltyFunctions.External;
using LoyaltyFunctions.Sandbox.External;

namespace LoyaltyFunctions.Tests.External;

/// <summary>What the adapter reads, over HTTP from the simulator.</summary>
public sealed class RestExternalLoyaltyTests : IAsyncLifetime
{
    private ExternalSimulator simulator = null!;
    private ExternalAdapter adapter = null!;

    public async Task InitializeAsync()
    {
        simulator = await ExternalSimulator.StartAsync(new ExternalSimulatorOptions(), default);
        adapter = ExternalAdapter.On(simulator);
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task An_account_is_found_by_its_address_whatever_its_case()
    {
        var ada = simulator.AddAccount("ada+shop@example.com", "Ada", points: 120);
        simulator.AddAccount("bob@example.com");

        var found = Assert.Single(await adapter.Port.FindAccountsByEmailAsync(OneSite.Id, "Ada+Shop@example.com", default));

        Assert.Equal(new ExternalAccount(ada.Id, "ada+shop@example.com", null, null, 120), found);
        Assert.Empty(await adapter.Port.FindAccountsByEmailAsync(OneSite.Id, "nobody@example.com", default));
    }

    [Fact]
    public async Task An_address_that_two_accounts_share_finds_both()
    {
        simulator.AddAccount("family@example.com");
        simulator.AddAccount("family@example.com");
        Assert.Equal(2, (await adapter.Port.FindAccountsByEmailAsync(OneSite.Id, "family@example.com", default)).Count);
    }

    [Fact]
    public async Task An_account_is_read_and_a_missing_one_is_null()
    {
        var ada = simulator.AddAccount("ada@example.com", points: 7);
        Assert.Equal(7, (await adapter.Port.GetAccountAsync(OneSite.Id, ada.Id, default))?.Balance);
        Assert.Null(await adapter.Port.GetAccountAsync(OneSite.Id, "acc_999999", default));
        Assert.Null(await adapter.Port.GetAccountAsync(OneSite.Id, "../../_sandbox/state", default));
    }

    [Fact]
    public async Task All_accounts_come_page_by_page_each_once()
    {
        simulator.AddAccounts(25);
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await adapter.Port.ListAccountsAsync(OneSite.Id, cursor, limit: 10, default);
            ids.AddRange(page.Items.Select(a => a.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(simulator.State.Accounts.Select(a => a.Id), ids);
    }

    [Fact]
    public async Task An_account_is_created_once_however_often_it_is_asked_for()
    {
        var wanted = new NewExternalAccount("ada@example.com", "+4930123456", "Ada", "wix-account-1");

        var first = await adapter.Port.CreateAccountAsync(OneSite.Id, wanted, "create-1", default);
        var second = await adapter.Port.CreateAccountAsync(OneSite.Id, wanted, "create-1", default);

        Assert.Equal(first, second);
        Assert.Equal(("ada@example.com", "+4930123456", "wix-account-1", 0L), (first.Email, first.Phone, first.ExternalReference, first.Balance));
        Assert.Single(simulator.State.Accounts);
    }

    [Fact]
    public async Task Transactions_come_oldest_first_and_with_every_page()
    {
        var ada = simulator.AddAccount("ada@example.com");
        var bob = simulator.AddAccount("bob@example.com");
        for (var i = 1; i <= 130; i++)
            simulator.Earn(i % 2 == 0 ? ada.Id : bob.Id, i);

        var first = await adapter.Port.ListAllTransactionsAsync(OneSite.Id, DateTimeOffset.MinValue, null, default);
        var second = await adapter.Port.ListAllTransactionsAsync(OneSite.Id, DateTimeOffset.MinValue, first.Next, default);
        var adas = await adapter.Port.ListTransactionsAsync(OneSite.Id, ada.Id, DateTimeOffset.MinValue, null, default);

        Assert.Equal(Enumerable.Range(1, 130).Select(n => (long)n), first.Items.Concat(second.Items).Select(t => t.Points));
        Assert.Null(second.Next);
        Assert.Equal(65, adas.Items.Count);
        Assert.All(adas.Items, t => Assert.Equal(ada.Id, t.AccountId));
    }

    [Fact]
    public async Task Transactions_before_the_asked_time_stay_out()
    {
        var ada = simulator.AddAccount("ada@example.com");
        simulator.Earn(ada.Id, 1);
        var since = simulator.Earn(ada.Id, 2)!.OccurredAt.AddTicks(1);
        while (DateTimeOffset.UtcNow < since)
            await Task.Yield();
        simulator.Earn(ada.Id, 3);

        // In another zone than the server's, for the plus sign in the query.
        var page = await adapter.Port.ListTransactionsAsync(OneSite.Id, ada.Id, since.ToOffset(TimeSpan.FromHours(5)), null, default);

        Assert.Equal(3, Assert.Single(page.Items).Points);
    }

    [Fact]
    public async Task A_read_is_repeated_after_a_passing_failure()
    {
        var answers = 0;
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref answers) == 1)
                context.Abort();
            else if (answers == 2)
                context.Response.StatusCode = 503;
            else
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, """{"id":"acc_1","balance":5}""");
        });
        await using var onServer = ExternalAdapter.On(server);

        Assert.Equal(5, (await onServer.Port.GetAccountAsync(OneSite.Id, "acc_1", default))?.Balance);
    }

    [Theory]
    [InlineData(400, ExternalFailure.Refused)]
    [InlineData(401, ExternalFailure.NotPermitted)]
    [InlineData(403, ExternalFailure.NotPermitted)]
    [InlineData(404, ExternalFailure.NotFound)]
    [InlineData(408, ExternalFailure.Unavailable)]
    [InlineData(429, ExternalFailure.Throttled)]
    [InlineData(302, ExternalFailure.Unavailable)]
    [InlineData(500, ExternalFailure.Unavailable)]
    public async Task A_failed_read_says_which_kind_of_failure_it_is(int status, ExternalFailure failure)
    {
        await using var server = await ScriptedServer.StartAsync(status, """{"code":"some_code","detail":"ada@example.com is odd"}""");
        await using var onServer = ExternalAdapter.On(server);

        var e = await Assert.ThrowsAsync<ExternalException>(() => onServer.Port.ListAccountsAsync(OneSite.Id, null, 10, default));

        Assert.Equal((failure, "some_code"), (e.Failure, e.Code));
        Assert.DoesNotContain("ada@example.com", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>ada@example.com</html>")]
    [InlineData("""{"items":null}""")]
    [InlineData("""{"items":[{"id":"acc_1"}]}""")]
    [InlineData("""{"items":[{"id":"a/b","balance":1}]}""")]
    public async Task A_success_outside_the_contract_is_no_success(string body)
    {
        await using var server = await ScriptedServer.StartAsync(200, body);
        await using var onServer = ExternalAdapter.On(server);

        var e = await Assert.ThrowsAsync<ExternalException>(() => onServer.Port.ListAccountsAsync(OneSite.Id, null, 10, default));

        Assert.Equal(ExternalFailure.Unavailable, e.Failure);
        Assert.DoesNotContain("ada@example.com", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_not_configured_is_not_called() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.Port.GetAccountAsync("another", "acc_1", default));
}
