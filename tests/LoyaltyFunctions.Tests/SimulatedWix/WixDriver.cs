using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>A simulated Wix with an active program, and an app that calls it over HTTP.</summary>
internal sealed class WixDriver : IAsyncDisposable
{
    private const string Accounts = "loyalty-accounts/v1/accounts";

    // Making a key takes longer than most tests.
    private static readonly string Key = MakeKey();

    private readonly HttpClient http;

    private WixDriver(WixSimulator wix)
    {
        Wix = wix;
        http = new HttpClient { BaseAddress = wix.BaseAddress };
    }

    public WixSimulator Wix { get; }

    public static async Task<WixDriver> StartAsync(WixBehaviour? behaviour = null, Func<WixSimulatorOptions, WixSimulatorOptions>? options = null)
    {
        var start = new WixSimulatorOptions { ProgramActive = true, CallsPerWindow = 0, PrivateKeyPem = Key, Behaviour = behaviour ?? new() };
        return new WixDriver(await WixSimulator.StartAsync(options?.Invoke(start) ?? start, CancellationToken.None));
    }

    /// <summary>Adds a member with an account.</summary>
    public WixLedgerContact Person(long points = 0)
    {
        var person = Wix.AddContacts(1, members: true, accounts: true)[0];
        if (points > 0)
            Wix.Earn(person.AccountId!, points);
        return person;
    }

    public async Task<string> TokenAsync(string? instanceId = null)
    {
        using var answer = await http.PostAsJsonAsync(
            "oauth2/token",
            new { client_id = Wix.AppId, client_secret = Wix.AppSecret, instance_id = instanceId ?? Wix.InstanceIds[0], grant_type = "client_credentials" });
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
    }

    public async Task<Answer> CallAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (!path.StartsWith("_sandbox", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Authorization", token ?? await TokenAsync());
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer(
            (int)answer.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            answer.Headers.TryGetValues("X-Wix-Request-Id", out var ids) ? ids.Single() : null,
            answer.Headers.RetryAfter?.Delta,
            answer.Content.Headers.ContentType?.MediaType);
    }

    public Task<Answer> GetAsync(string path, string? token = null) => CallAsync(HttpMethod.Get, path, token: token);

    public Task<Answer> PostAsync(string path, object body) => CallAsync(HttpMethod.Post, path, body);

    public Task<Answer> CreateAccountAsync(string contactId) => PostAsync(Accounts, new { contactId });

    public Task<Answer> AdjustAsync(string accountId, object body) => PostAsync($"{Accounts}/{accountId}/adjust-points", body);

    public Task<Answer> EarnAsync(string accountId, long amount, string key) =>
        PostAsync($"{Accounts}/{accountId}/earn-points", new { amount, appId = Wix.AppId, idempotencyKey = key });

    public Task<Answer> AccountAsync(string accountId) => GetAsync($"{Accounts}/{accountId}");

    public Task<Answer> QueryAccountsAsync(object query) => PostAsync($"{Accounts}/query", new { query });

    public Task<Answer> QueryTransactionsAsync(object query) => PostAsync("loyalty-transactions/v1/loyalty-transactions/query", new { query });

    public async Task<JsonNode> TransactionAsync(string id) =>
        (await GetAsync($"loyalty-transactions/v1/loyalty-transactions/{id}")).Body!["loyaltyTransaction"]!;

    public WixLedgerAccount Truth(string accountId) => Wix.ReadLedger().Accounts.Single(a => a.Id == accountId);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Wix.DisposeAsync();
    }

    private static string MakeKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
