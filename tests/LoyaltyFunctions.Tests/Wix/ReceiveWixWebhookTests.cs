using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Wix;

[Collection("azurite")]
public sealed class ReceiveWixWebhookTests : IAsyncLifetime, IDisposable
{
    private readonly WixWebhookBuilder webhook = new();
    private readonly WixReceiver receiver;

    public ReceiveWixWebhookTests(AzuriteFixture azurite) => receiver = new(azurite.ConnectionString, webhook.PublicKeyPem);

    public Task InitializeAsync() => receiver.EmptyQueueAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        webhook.Dispose();
        receiver.Dispose();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_good_webhook_is_answered_200_without_a_body_after_one_storage_call(string? contentType)
    {
        var (status, _, body) = await receiver.PostAsync(webhook.Build(), contentType);

        Assert.Equal((200, ""), (status, body));
        Assert.Equal(["POST /devstoreaccount1/wix-events/messages"], receiver.Calls.Made);
        var queued = Assert.Single(await receiver.QueuedAsync());
        Assert.Equal(
            (WixEventKind.PointsUpdated, WixWebhookBuilder.SiteId, WixWebhookBuilder.AccountId, 3L, 15L),
            (queued.Kind, queued.SiteId, queued.AccountId, queued.Revision, queued.Balance));
    }

    [Fact]
    public async Task Each_refusal_has_its_own_problem_and_log_event_and_leaves_nothing()
    {
        var problems = new List<string>();
        foreach (var (body, status) in Forged())
        {
            var answer = await receiver.PostAsync(body);
            Assert.Equal((status, "application/problem+json"), (answer.Status, answer.ContentType?.Split(';')[0]));
            var problem = JsonDocument.Parse(answer.Body).RootElement;
            Assert.Equal(status, problem.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.GetProperty("title").GetString()!);
            problems.Add($"{problem.GetProperty("type").GetString()} {problem.GetProperty("detail").GetString()}");
        }

        Assert.Equal(problems.Count, problems.Distinct().Count());
        Assert.Equal(problems.Count, receiver.Log.All.Select(e => e.Id).Distinct().Count());
        Assert.All(receiver.Log.All, e => Assert.Equal(LogLevel.Warning, e.Level));
        await AssertNothingQueuedAsync();
    }

    [Fact]
    public async Task An_unknown_site_is_answered_404()
    {
        receiver.Sites.Clear();

        Assert.Equal(404, (await receiver.PostAsync(webhook.Build())).Status);
        await AssertNothingQueuedAsync();
    }

    [Fact]
    public async Task A_site_that_is_switched_off_is_answered_403()
    {
        receiver.Sites[WixWebhookBuilder.SiteId] = new SiteOptions { Enabled = false };

        Assert.Equal(403, (await receiver.PostAsync(webhook.Build())).Status);
        await AssertNothingQueuedAsync();
    }

    [Fact]
    public async Task An_installation_is_heard_from_a_site_that_nobody_has_configured()
    {
        receiver.Sites.Clear();
        webhook.EventType = "AppInstalled";
        webhook.Event = new JsonObject { ["appId"] = WixWebhookBuilder.AppId };

        Assert.Equal(200, (await receiver.PostAsync(webhook.Build())).Status);
        Assert.Equal(WixEventKind.AppInstalled, Assert.Single(await receiver.QueuedAsync()).Kind);
    }

    [Fact]
    public async Task A_removal_is_heard_from_a_site_that_is_switched_off()
    {
        receiver.Sites[WixWebhookBuilder.SiteId] = new SiteOptions { Enabled = false };
        webhook.EventType = "AppRemoved";
        webhook.Event = new JsonObject { ["appId"] = WixWebhookBuilder.AppId };

        Assert.Equal(200, (await receiver.PostAsync(webhook.Build())).Status);
        Assert.Equal(WixEventKind.AppRemoved, Assert.Single(await receiver.QueuedAsync()).Kind);
    }

    [Fact]
    public async Task An_event_that_nobody_needs_is_answered_200_so_that_Wix_does_not_resend_it()
    {
        webhook.EventType = "wix.loyalty.v1.account_nonsense";

        var (status, _, body) = await receiver.PostAsync(webhook.Build());

        Assert.Equal((200, ""), (status, body));
        Assert.Contains(receiver.Log.All, e => e.Text.Contains("account_nonsense", StringComparison.Ordinal));
        await AssertNothingQueuedAsync();
    }

    [Fact]
    public async Task The_longest_texts_that_fit_the_body_still_fit_the_queue()
    {
        webhook.Account["latestTransaction"] = new JsonObject
        {
            ["id"] = "7af9dffd-0ae6-4408-a40d-e68093f4694e",
            ["amount"] = 1,
            ["type"] = new string('T', 5_000),
            ["createdDate"] = "2026-01-01T00:00:00Z",
            ["description"] = new string('"', 1_000),
            ["appId"] = new string('a', 5_000),
        };

        Assert.Equal(200, (await receiver.PostAsync(webhook.Build())).Status);
        Assert.Single(await receiver.QueuedAsync());
    }

    private IEnumerable<(byte[] Body, int Status)> Forged()
    {
        yield return (new byte[RequestBody.WebhookLimit + 1], 413);
        yield return ("hello"u8.ToArray(), 400);
        yield return (With(() => webhook.Header["alg"] = "none", () => webhook.Header["alg"] = "RS256"), 401);
        var good = Encoding.ASCII.GetString(webhook.Build());
        yield return (Encoding.ASCII.GetBytes(good[..^12] + "AAAAAAAAAAA" + good[^1]), 401);
        yield return (With(() => webhook.Claims["exp"] = 1, () => webhook.Claims["exp"] = 4102444800), 401);
        yield return (With(() => webhook.Claims["nbf"] = 4102444800, () => webhook.Claims.Remove("nbf")), 401);
        yield return (With(() => webhook.Claims.Remove("exp"), () => webhook.Claims["exp"] = 4102444800), 401);
        yield return (With(() => webhook.Account["revision"] = "three", () => webhook.Account["revision"] = "3"), 422);
        yield return (With(() => webhook.InstanceId = "00000000-0000-4000-8000-000000000001", () => webhook.InstanceId = WixWebhookBuilder.SiteId), 404);
        receiver.Sites[WixWebhookBuilder.SiteId] = new SiteOptions { Enabled = false };
        yield return (webhook.Build(), 403);
    }

    private byte[] With(Action wrong, Action right)
    {
        wrong();
        var body = webhook.Build();
        right();
        return body;
    }

    private async Task AssertNothingQueuedAsync()
    {
        Assert.Empty(await receiver.QueuedAsync());
        Assert.Empty(receiver.Calls.Made);
    }
}
