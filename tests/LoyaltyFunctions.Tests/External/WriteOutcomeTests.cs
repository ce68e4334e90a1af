using System.Net;
using System.Net.Sockets;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.External;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Tests.External;

/// <summary>What the adapter makes of every way in which a points write can end. "Unknown" is said exactly where the points may have moved.</summary>
public sealed class WriteOutcomeTests : IAsyncLifetime
{
    private ExternalSimulator simulator = null!;
    private ExternalAdapter adapter = null!;
    private string ada = null!;

    public async Task InitializeAsync()
    {
        simulator = await ExternalSimulator.StartAsync(new ExternalSimulatorOptions(), default);
        adapter = ExternalAdapter.On(simulator);
        ada = simulator.AddAccount("ada@example.com", points: 100).Id;
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await simulator.DisposeAsync();
    }

    private long Balance => simulator.FindAccount(ada)!.Balance;

    [Fact]
    public async Task A_write_moves_the_points_and_says_which_transaction_it_became()
    {
        var written = Assert.IsType<WriteOutcome.Written>(await adapter.WriteAsync(ada, -30));

        var transaction = simulator.State.Transactions[^1];
        Assert.Equal(new WriteOutcome.Written(transaction.Id, 70, null), written);
        Assert.Equal((-30L, "wix-1", "From the shop", true), (transaction.Points, transaction.Reference, transaction.Description, transaction.MadeByApp));
        Assert.Equal(70, Balance);
    }

    [Fact]
    public async Task The_same_key_moves_the_points_once()
    {
        var first = await adapter.WriteAsync(ada, 10);
        var second = await adapter.WriteAsync(ada, 10);
        Assert.Equal(first, second);
        Assert.Equal(110, Balance);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_unknown_and_was_sent_once()
    {
        // The system honours no keys: a repeat inside the adapter would show in the balance.
        simulator.Behaviour = new() { HonourIdempotencyKeys = false, AnswerLostRate = 1 };
        for (var i = 0; i < 8; i++)
            Assert.IsType<WriteOutcome.Unknown>(await adapter.WriteAsync(ada, 10));
        Assert.Equal(180, Balance);
    }

    [Fact]
    public async Task A_write_that_fails_before_its_effect_is_unknown_too()
    {
        simulator.Behaviour = new() { ErrorRate = 1 };
        Assert.IsType<WriteOutcome.Unknown>(await adapter.WriteAsync(ada, 10));
        Assert.Equal(100, Balance);
    }

    [Fact]
    public async Task Points_that_are_not_there_are_refused_and_the_key_stays_good()
    {
        var refused = Assert.IsType<WriteOutcome.Refused>(await adapter.WriteAsync(ada, -101));
        Assert.Equal(RefusalCodes.InsufficientPoints, refused.Code);

        simulator.Earn(ada, 1);
        Assert.IsType<WriteOutcome.Written>(await adapter.WriteAsync(ada, -101));
        Assert.Equal(0, Balance);
    }

    [Fact]
    public async Task A_missing_account_is_refused() =>
        Assert.Equal(RefusalCodes.AccountNotFound, Assert.IsType<WriteOutcome.Refused>(await adapter.WriteAsync("acc_999999", 1)).Code);

    [Fact]
    public async Task A_wrong_api_key_is_refused()
    {
        await using var stranger = new ExternalAdapter(OneSite.At(simulator.BaseAddress, "another key"));
        Assert.Equal(RefusalCodes.NotPermitted, Assert.IsType<WriteOutcome.Refused>(await stranger.WriteAsync(ada, 1)).Code);
        Assert.Equal(100, Balance);
    }

    [Fact]
    public async Task A_key_that_was_used_for_something_else_is_refused()
    {
        await adapter.WriteAsync(ada, 10);
        Assert.Equal("idempotency_key_reused", Assert.IsType<WriteOutcome.Refused>(await adapter.WriteAsync(ada, 11)).Code);
    }

    [Fact]
    public async Task Throttling_waits_as_long_as_the_system_asks()
    {
        simulator.Behaviour = new() { ThrottleRate = 1, ThrottleSeconds = 7 };
        Assert.Equal(new WriteOutcome.Throttled(TimeSpan.FromSeconds(7)), await adapter.WriteAsync(ada, 1));
    }

    [Fact]
    public async Task Throttling_without_a_time_waits_half_a_minute()
    {
        await using var server = await ScriptedServer.StartAsync(429, "slow down", "text/plain");
        await using var onServer = ExternalAdapter.On(server);
        Assert.Equal(new WriteOutcome.Throttled(TimeSpan.FromSeconds(30)), await onServer.WriteAsync(ada, 1));
    }

    [Theory]
    [InlineData(400, """{"code":"invalid_request"}""", "invalid_request")]
    [InlineData(402, "<html>pay</html>", "http_402")]
    [InlineData(409, """{"code":"account_closed"}""", "account_closed")]
    [InlineData(422, """{"code":"no spaces, please"}""", "http_422")]
    [InlineData(403, """{"code":"whatever"}""", RefusalCodes.NotPermitted)]
    public async Task Any_other_4xx_is_refused_with_the_systems_own_code(int status, string body, string code)
    {
        await using var server = await ScriptedServer.StartAsync(status, body);
        await using var onServer = ExternalAdapter.On(server);
        Assert.Equal(code, Assert.IsType<WriteOutcome.Refused>(await onServer.WriteAsync("acc_1", 1)).Code);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "{}")]
    [InlineData(201, """{"transaction":{"id":"t 1","accountId":"acc_1","points":5,"occurredAt":"2026-08-01T09:00:00Z"}}""")]
    [InlineData(201, """{"transaction":{"id":"t1","accountId":"acc_2","points":5,"occurredAt":"2026-08-01T09:00:00Z"}}""")]
    [InlineData(201, """{"transaction":{"id":"t1","accountId":"acc_1","points":4,"occurredAt":"2026-08-01T09:00:00Z"}}""")]
    [InlineData(302, "")]
    [InlineData(408, "")]
    [InlineData(409, """{"code":"idempotency_key_in_use"}""")]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    public async Task What_leaves_open_whether_points_moved_is_unknown_and_not_repeated(int status, string body)
    {
        await using var server = await ScriptedServer.StartAsync(status, body);
        await using var onServer = ExternalAdapter.On(server);
        Assert.IsType<WriteOutcome.Unknown>(await onServer.WriteAsync("acc_1", 5));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task No_answer_within_the_sites_time_out_is_unknown()
    {
        await using var server = await ScriptedServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var onServer = ExternalAdapter.On(server, timeout: TimeSpan.FromMilliseconds(200));
        Assert.IsType<WriteOutcome.Unknown>(await onServer.WriteAsync("acc_1", 5));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_unknown()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"transaction":""");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var onServer = ExternalAdapter.On(server, timeout: TimeSpan.FromMilliseconds(300));
        Assert.IsType<WriteOutcome.Unknown>(await onServer.WriteAsync("acc_1", 5));
    }

    [Fact]
    public async Task Nobody_listening_is_unknown()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var onNobody = new ExternalAdapter(OneSite.At(new Uri($"http://127.0.0.1:{port}"), "key"));
        Assert.IsType<WriteOutcome.Unknown>(await onNobody.WriteAsync("acc_1", 5));
    }

    [Fact]
    public async Task The_apps_own_shutdown_is_no_outcome()
    {
        await using var server = await ScriptedServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var onServer = ExternalAdapter.On(server);
        using var shutdown = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => onServer.Port.WriteTransactionAsync(
            OneSite.Id, "acc_1", new(5, "wix-1", "", DateTimeOffset.UnixEpoch, "key-1"), shutdown.Token));
    }

    [Fact]
    public async Task The_base_address_may_hold_a_path()
    {
        var path = "";
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            path = context.Request.Path;
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var onServer = new ExternalAdapter(OneSite.At(new Uri(server.Address, "/shops/7/"), "key"));
        await onServer.WriteAsync("acc:1", 5);
        Assert.Equal("/shops/7/v1/accounts/acc:1/transactions", path);
    }
}
