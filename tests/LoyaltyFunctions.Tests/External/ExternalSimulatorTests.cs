using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.External;

namespace LoyaltyFunctions.Tests.External;

public sealed class ExternalSimulatorTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient http = new();
    private ExternalSimulator simulator = null!;
    private ExternalAdapter adapter = null!;
    private CallbackInbox inbox = null!;
    private string ada = null!;

    public async Task InitializeAsync()
    {
        simulator = await ExternalSimulator.StartAsync(new ExternalSimulatorOptions(), default);
        adapter = ExternalAdapter.On(simulator);
        ada = simulator.AddAccount("ada@example.com", points: 100).Id;
        inbox = await CallbackInbox.StartAsync(simulator.WebhookSecrets);
        simulator.WebhookUrl = inbox.Url;
        http.BaseAddress = simulator.BaseAddress;
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await simulator.DisposeAsync();
        await inbox.DisposeAsync();
    }

    public void Dispose() => http.Dispose();

    private Task QuietAsync() => Eventually.TrueAsync(() => simulator.Callbacks.Pending == 0);

    [Fact]
    public async Task Every_movement_of_points_has_a_signed_callback()
    {
        simulator.Earn(ada, 10);
        simulator.Redeem(ada, 20);
        simulator.Adjust(ada, -5);
        simulator.Expire(ada, 3);
        await adapter.WriteAsync(ada, 40);
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 5, Pending: 0 });

        Assert.All(inbox.Received, r => Assert.Equal(WebhookVerdict.Valid, r.Verdict));
        Assert.Equal([-20, -5, -3, 10, 40], inbox.Received.Select(r => r.Transaction.GetProperty("points").GetInt64()).Order());
        Assert.Equal(122, simulator.FindAccount(ada)!.Balance);
    }

    [Fact]
    public void Nobody_redeems_more_than_there_is()
    {
        Assert.Null(simulator.Redeem(ada, 101));
        Assert.NotNull(simulator.Redeem(ada, 100));
    }

    [Fact]
    public async Task With_negative_balances_they_do()
    {
        simulator.Behaviour = new() { NegativeBalances = true };
        Assert.NotNull(simulator.Redeem(ada, 101));
        Assert.IsType<WriteOutcome.Written>(await adapter.WriteAsync(ada, -9));
        Assert.Equal(-10, simulator.FindAccount(ada)!.Balance);
    }

    [Fact]
    public async Task A_reference_is_echoed_or_not_as_it_is_told()
    {
        await adapter.WriteAsync(ada, 1, "key-1");
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 1, Pending: 0 });
        simulator.Behaviour = new() { EchoReference = false };
        await adapter.WriteAsync(ada, 1, "key-2");
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 2, Pending: 0 });

        Assert.Equal("wix-1", inbox.Received.First().Transaction.GetProperty("reference").GetString());
        Assert.False(inbox.Received.Last().Transaction.TryGetProperty("reference", out _));
        var listed = await adapter.Port.ListTransactionsAsync(OneSite.Id, ada, DateTimeOffset.MinValue, null, default);
        Assert.All(listed.Items, t => Assert.Null(t.Reference));
    }

    [Fact]
    public async Task Without_idempotency_keys_a_repeat_books_again()
    {
        simulator.Behaviour = new() { HonourIdempotencyKeys = false };
        await adapter.WriteAsync(ada, 10);
        await adapter.WriteAsync(ada, 10);
        Assert.Equal(120, simulator.FindAccount(ada)!.Balance);
    }

    [Fact]
    public async Task A_callback_may_come_before_the_answer()
    {
        simulator.Behaviour = new() { CallbackTiming = CallbackTiming.BeforeAnswer };
        await adapter.WriteAsync(ada, 10);
        Assert.Single(inbox.Received);
    }

    [Fact]
    public async Task A_late_callback_comes_after_later_changes()
    {
        simulator.Behaviour = new() { CallbackTiming = CallbackTiming.Late, LateMs = 400 };
        var written = Assert.IsType<WriteOutcome.Written>(await adapter.WriteAsync(ada, 10));
        var earned = simulator.Earn(ada, 1)!;
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 2, Pending: 0 });
        Assert.Equal([earned.Id, written.TransactionId!], inbox.Received.Select(r => r.TransactionId));
    }

    [Fact]
    public async Task A_duplicated_callback_is_the_same_event()
    {
        simulator.Behaviour = new() { DuplicateRate = 1, DuplicateCount = 4 };
        simulator.Earn(ada, 10);
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 5, Pending: 0 });
        Assert.Single(inbox.Received.Select(r => r.EventId).Distinct());
        Assert.Equal(4, simulator.Callbacks.Duplicates);
    }

    [Fact]
    public async Task A_dropped_callback_is_never_sent_and_its_points_still_moved()
    {
        simulator.Behaviour = new() { DropRate = 1 };
        simulator.Earn(ada, 10);
        await QuietAsync();
        Assert.Empty(inbox.Received);
        Assert.Equal((1L, 110L), (simulator.Callbacks.Dropped, simulator.FindAccount(ada)!.Balance));
    }

    [Fact]
    public async Task A_held_back_callback_is_overtaken()
    {
        simulator.Behaviour = new() { ReorderRate = 1, ReorderMs = 400 };
        var first = simulator.Earn(ada, 1)!;
        simulator.Behaviour = new();
        var second = simulator.Earn(ada, 2)!;
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 2, Pending: 0 });
        Assert.Equal([second.Id, first.Id], inbox.Received.Select(r => r.TransactionId));
    }

    [Fact]
    public async Task What_is_not_answered_2xx_comes_again_until_it_is()
    {
        simulator.Behaviour = new() { ResendScale = 0.0001 };
        inbox.FailuresLeft = 3;
        simulator.Earn(ada, 10);
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 1, Pending: 0 });
        Assert.Equal(4, inbox.Received.Count);
        Assert.Single(inbox.Received.Select(r => r.EventId).Distinct());
        Assert.Equal((4L, 3L, 0L), (simulator.Callbacks.Attempts, simulator.Callbacks.Failed, simulator.Callbacks.GivenUp));
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_given_up_when_the_schedule_is_spent()
    {
        await inbox.DisposeAsync();
        simulator.Behaviour = new() { ResendScale = 0.000001 };
        simulator.Earn(ada, 10);
        await Eventually.TrueAsync(() => simulator.Callbacks.GivenUp == 1);
        Assert.Equal(10, simulator.Callbacks.Attempts);
    }

    [Fact]
    public async Task Lists_lag_as_long_as_they_are_told()
    {
        simulator.Behaviour = new() { ListLagMs = 600_000 };
        Assert.Empty((await adapter.Port.ListAllTransactionsAsync(OneSite.Id, DateTimeOffset.MinValue, null, default)).Items);
        simulator.Behaviour = new();
        Assert.Single((await adapter.Port.ListAllTransactionsAsync(OneSite.Id, DateTimeOffset.MinValue, null, default)).Items);
    }

    [Fact]
    public async Task Balances_are_the_sum_of_the_transactions_under_load_from_both_sides()
    {
        simulator.WebhookUrl = null;
        var accounts = simulator.AddAccounts(20);
        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var id = accounts[i % accounts.Count].Id;
            if (i % 3 == 0)
                simulator.Earn(id, 5);
            else if (i % 3 == 1)
                simulator.Redeem(id, 4);
            else
                await adapter.WriteAsync(id, i % 2 == 0 ? 3 : -3, $"key-{i}");
        });

        var state = simulator.State;
        var sums = state.Transactions.GroupBy(t => t.AccountId).ToDictionary(g => g.Key, g => g.Sum(t => t.Points));
        Assert.All(state.Accounts, a => Assert.Equal(sums.GetValueOrDefault(a.Id), a.Balance));
        Assert.All(state.Transactions, t => Assert.True(t.Balance >= 0));
        Assert.Equal(state.Transactions.Select(t => t.OccurredAt).Order(), state.Transactions.Select(t => t.OccurredAt));
        Assert.Equal(state.Transactions.Count, state.Transactions.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_control_api_lets_people_act_and_tells_the_truth()
    {
        var many = await PostAsync("contacts", new { count = 3, points = 10 }, HttpStatusCode.OK);
        Assert.Equal(3, many.GetProperty("accounts").GetArrayLength());
        var one = await PostAsync("contacts", new { email = "bob@example.com", name = "Bob", points = 50 }, HttpStatusCode.OK);
        var accountId = one.GetProperty("accounts")[0].GetProperty("id").GetString()!;
        await PostAsync("earn", new { accountId, points = 5 }, HttpStatusCode.OK);
        await PostAsync("redeem", new { accountId, points = 10 }, HttpStatusCode.OK);
        await PostAsync("adjust", new { accountId, points = -1 }, HttpStatusCode.OK);
        await PostAsync("expire", new { accountId, points = 4 }, HttpStatusCode.OK);
        await adapter.WriteAsync(accountId, 60);

        Assert.Equal("insufficient_points", (await PostAsync("redeem", new { accountId, points = 101 }, HttpStatusCode.Conflict)).GetProperty("code").GetString());
        await PostAsync("earn", new { accountId = "nobody", points = 1 }, HttpStatusCode.NotFound);
        await PostAsync("earn", new { accountId, points = -1 }, HttpStatusCode.BadRequest);
        await PostAsync("earn", new { accountId, pionts = 1 }, HttpStatusCode.BadRequest);

        var state = await http.GetFromJsonAsync<JsonElement>("/_sandbox/state");
        var bob = state.GetProperty("accounts").EnumerateArray().Single(a => a.GetProperty("id").GetString() == accountId);
        Assert.Equal(("bob@example.com", 100L), (bob.GetProperty("email").GetString(), bob.GetProperty("balance").GetInt64()));
        var transactions = state.GetProperty("transactions").EnumerateArray().Where(t => t.GetProperty("accountId").GetString() == accountId).ToList();
        Assert.Equal(["adjust", "earn", "redeem", "adjust", "expire", "api"], transactions.Select(t => t.GetProperty("kind").GetString()));
        Assert.True(Assert.Single(transactions, t => t.GetProperty("madeByApp").GetBoolean()).GetProperty("points").GetInt64() == 60);
        Assert.Equal(1, state.GetProperty("requests").GetProperty("POST /v1/accounts/{id}/transactions").GetInt64());
        Assert.True(state.GetProperty("callbacks").TryGetProperty("delivered", out _));
    }

    [Fact]
    public async Task The_control_api_changes_the_switches_that_it_is_told_and_no_other()
    {
        simulator.Behaviour = new() { ListLagMs = 5 };
        using var changed = await http.PutAsJsonAsync("/_sandbox/behaviour", new { callbackTiming = "beforeAnswer", dropRate = 0.25 });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(new() { ListLagMs = 5, CallbackTiming = CallbackTiming.BeforeAnswer, DropRate = 0.25 }, simulator.Behaviour);
        Assert.Equal(0.25, (await http.GetFromJsonAsync<JsonElement>("/_sandbox/behaviour")).GetProperty("dropRate").GetDouble());

        using var misspelt = await http.PutAsJsonAsync("/_sandbox/behaviour", new { droprate = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, misspelt.StatusCode);
        Assert.Equal(0.25, simulator.Behaviour.DropRate);
    }

    [Fact]
    public async Task The_control_api_says_where_callbacks_go()
    {
        using var elsewhere = await http.PutAsJsonAsync("/_sandbox/webhook-url", new { url = "http://127.0.0.1:9/x" });
        Assert.Equal((HttpStatusCode.OK, new Uri("http://127.0.0.1:9/x")), (elsewhere.StatusCode, simulator.WebhookUrl));
        using var nowhere = await http.PutAsJsonAsync("/_sandbox/webhook-url", new { url = (string?)null });
        Assert.Equal((HttpStatusCode.OK, null), (nowhere.StatusCode, simulator.WebhookUrl));
    }

    private async Task<JsonElement> PostAsync(string action, object body, HttpStatusCode status)
    {
        using var response = await http.PostAsJsonAsync($"/_sandbox/{action}", body);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
