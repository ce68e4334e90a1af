using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sites;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.External;

[Collection("azurite")]
public sealed class ReceiveExternalCallbackTests(AzuriteFixture azurite) : IAsyncLifetime, IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Good =
        """{"type":"points.changed","data":{"accountId":"acc_1","transaction":{"id":"txn_1","points":-15,"reference":"wix-1","occurredAt":"2026-08-01T09:00:03Z"},"balance":85}}""";

    private static readonly DateTimeOffset Now = new(2026, 8, 1, 9, 0, 5, TimeSpan.Zero);
    private readonly HttpClient http = new();
    private readonly SiteOptions site = new() { External = { WebhookSecrets = { NewSecret, Secret } } };
    private ReceiverServer server = null!;

    public async Task InitializeAsync() =>
        server = await ReceiverServer.StartAsync(azurite.ConnectionString, new OneSite(site), new FakeTimeProvider(Now));

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_good_callback_is_on_the_queue_when_it_is_answered_and_took_one_storage_call()
    {
        using var request = Callback(Good);
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var response = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(1, server.StorageCalls.Count);
        var queued = Assert.Single(await server.TakeEventsAsync());
        Assert.Equal(
            new ExternalTransaction("txn_1", "acc_1", -15, "wix-1", new(2026, 8, 1, 9, 0, 3, TimeSpan.Zero)), queued.Transaction);
        Assert.Equal((1, OneSite.Id, "evt_1", "acc_1", 85L, 0, Now), (queued.V, queued.SiteId, queued.EventId, queued.AccountId, queued.Balance, queued.Attempt, queued.ReceivedAt));
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", queued.TraceParent, StringComparison.Ordinal);
        Assert.Equal(["queued"], server.Outcomes);
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData(NewSecret)]
    public async Task Either_secret_may_sign_while_one_is_replaced(string secret)
    {
        using var response = await http.SendAsync(Callback(Good, secret: secret));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(await server.TakeEventsAsync());
    }

    [Fact]
    public async Task An_event_of_another_type_is_answered_200_and_dropped()
    {
        using var response = await http.SendAsync(Callback("""{"type":"account.closed","data":[1]}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["unknown_event_type"], server.Outcomes);
        Assert.Equal(2210, Assert.Single(server.Log.Events).Id);
        Assert.Empty(await server.TakeEventsAsync());
        Assert.Equal(0, server.StorageCalls.Count);
    }

    [Fact]
    public async Task What_nobody_knows_yet_is_ignored()
    {
        using var response = await http.SendAsync(Callback(Good.Replace("\"balance\":85", "\"tier\":{\"name\":\"gold\"}", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(await server.TakeEventsAsync()).Balance);
    }

    [Fact]
    public Task An_unknown_site_is_refused() => RefusedAsync(Callback(Good, siteId: "another"), 404, "unknown-site", 2201);

    [Fact]
    public Task A_disabled_site_is_refused()
    {
        site.Enabled = false;
        return RefusedAsync(Callback(Good), 403, "disabled-site", 2202);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task More_than_64_KiB_is_refused(bool lengthIsTold)
    {
        var request = Callback(Good.PadRight((64 * 1024) + 1));
        request.Headers.TransferEncodingChunked = !lengthIsTold;
        return RefusedAsync(request, 413, "too-large", 2203);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exactly_64_KiB_is_not_too_much(bool lengthIsTold)
    {
        using var request = Callback(Good.PadRight(64 * 1024));
        request.Headers.TransferEncodingChunked = !lengthIsTold;
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public Task A_missing_header_is_refused(string header)
    {
        var request = Callback(Good);
        request.Headers.Remove(header);
        return RefusedAsync(request, 400, "missing-header", 2204);
    }

    [Fact]
    public Task A_malformed_header_is_refused()
    {
        var request = Callback(Good);
        request.Headers.Remove("webhook-timestamp");
        request.Headers.Add("webhook-timestamp", "2026-08-01");
        return RefusedAsync(request, 400, "malformed-header", 2205);
    }

    [Fact]
    public Task A_replay_from_six_minutes_ago_is_refused() => RefusedAsync(Callback(Good, signed: Now.AddMinutes(-6)), 401, "too-old", 2206);

    [Fact]
    public Task A_timestamp_from_the_future_is_refused() => RefusedAsync(Callback(Good, signed: Now.AddMinutes(6)), 401, "too-new", 2207);

    [Fact]
    public Task A_signature_by_somebody_else_is_refused() =>
        RefusedAsync(Callback(Good, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 401, "bad-signature", 2208);

    [Fact]
    public Task A_tampered_body_is_refused()
    {
        var request = Callback(Good);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good.Replace("-15", "-16", StringComparison.Ordinal)));
        return RefusedAsync(request, 401, "bad-signature", 2208);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"type":"points.changed"}""")]
    [InlineData("""{"type":"points.changed","data":{"accountId":"acc_1"}}""")]
    [InlineData("""{"type":"points.changed","data":{"accountId":"acc_1","transaction":{"id":"t1","points":1.5,"occurredAt":"2026-08-01T09:00:03Z"}}}""")]
    [InlineData("""{"type":"points.changed","data":{"accountId":"a/1","transaction":{"id":"t1","points":1,"occurredAt":"2026-08-01T09:00:03Z"}}}""")]
    [InlineData("""{"type":"points.changed","data":{"accountId":"acc_1","transaction":{"id":"","points":1,"occurredAt":"2026-08-01T09:00:03Z"}}}""")]
    public Task A_body_outside_the_contract_is_refused(string body) => RefusedAsync(Callback(body), 422, "malformed-body", 2209);

    [Fact]
    public Task A_reference_that_no_queue_message_could_carry_is_refused() =>
        RefusedAsync(Callback(Good.Replace("wix-1", new string('x', 60_000), StringComparison.Ordinal)), 422, "malformed-body", 2209);

    [Fact]
    public async Task The_simulators_own_callbacks_arrive()
    {
        await server.DisposeAsync();
        await using var simulator = await ExternalSimulator.StartAsync(new ExternalSimulatorOptions(), default);
        var sites = OneSite.At(simulator.BaseAddress, simulator.ApiKey, secrets: [.. simulator.WebhookSecrets]);
        server = await ReceiverServer.StartAsync(azurite.ConnectionString, sites, TimeProvider.System);
        simulator.WebhookUrl = server.AddressOf(OneSite.Id);
        var ada = simulator.AddAccount("ada@example.com");

        var earned = simulator.Earn(ada.Id, 25)!;
        await Eventually.TrueAsync(() => simulator.Callbacks is { Delivered: 1, Pending: 0 });

        var queued = Assert.Single(await server.TakeEventsAsync());
        Assert.Equal((earned.Id, 25L, 25L, ada.Id), (queued.Transaction!.Id, queued.Transaction.Points, queued.Balance, queued.AccountId));
    }

    private async Task RefusedAsync(HttpRequestMessage request, int status, string code, int eventId)
    {
        using var response = await http.SendAsync(request);
        request.Dispose();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal($"urn:loyalty-functions:{code}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(eventId, Assert.Single(server.Log.Events).Id);
        Assert.Equal([code], server.Outcomes);
        Assert.Equal(0, server.StorageCalls.Count);
        Assert.Empty(await server.TakeEventsAsync());
    }

    private HttpRequestMessage Callback(string body, string secret = Secret, string siteId = OneSite.Id, DateTimeOffset? signed = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, server.AddressOf(siteId)) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", "evt_1");
        request.Headers.Add("webhook-timestamp", (signed ?? Now).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhooks.Sign(secret, "evt_1", signed ?? Now, bytes));
        return request;
    }
}
