using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>
/// Makes the calls that mirroring a change takes, one after the other with nothing in between: the queue's put, receive and delete; the link
/// row's read; the batch that records; the write on the other side, with what must be asked before; the batch that settles; and the same for
/// the echo, which ends after the read. The systems call back an endpoint that only answers.
/// </summary>
internal sealed class FloorLoop : IDisposable
{
    private const string Link = "link";
    private readonly BenchSite site;
    private readonly TableClient table;
    private readonly FloorQueue queue;
    private readonly HttpClient wix;
    private readonly HttpClient external;

    private FloorLoop(BenchSite site, TableClient table, FloorQueue queue, HttpClient wix, HttpClient external) =>
        (this.site, this.table, this.queue, this.wix, this.external) = (site, table, queue, wix, external);

    public static async Task<FloorLoop> StartAsync(BenchSite site, IReadOnlyList<Pair> pairs, CancellationToken ct)
    {
        var table = new TableClient(site.Storage, "Floor");
        await table.CreateIfNotExistsAsync(ct);
        await Parallel.ForEachAsync(
            pairs, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (pair, token) => await table.UpsertEntityAsync(LinkRow(pair), TableUpdateMode.Replace, token));
        var queue = new QueueClient(site.Storage, "floor-sync");
        await queue.CreateIfNotExistsAsync(cancellationToken: ct);
        var wix = new HttpClient { BaseAddress = site.Wix.BaseAddress };
        var token = await (await wix.PostAsJsonAsync(
            "/oauth2/token",
            new { grant_type = "client_credentials", client_id = site.Keys.AppId, client_secret = site.Keys.AppSecret, instance_id = site.Keys.InstanceId },
            ct)).Content.ReadFromJsonAsync<JsonElement>(ct);
        wix.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token.GetProperty("access_token").GetString());
        var external = new HttpClient { BaseAddress = site.External.BaseAddress };
        external.DefaultRequestHeaders.Authorization = new("Bearer", site.Keys.ExternalApiKey);
        return new FloorLoop(site, table, new FloorQueue(queue), wix, external);
    }

    public async Task ChangeAsync(Pair pair, Side side, CancellationToken ct)
    {
        if (side == Side.Wix)
            site.Wix.Earn(pair.WixAccountId, 1);
        else
            site.External.Earn(pair.ExternalAccountId, 1);

        await queue.PutAsync(ct);
        var message = await queue.TakeAsync(ct);
        var row = await table.GetEntityAsync<TableEntity>(pair.WixAccountId, Link, cancellationToken: ct);
        var (change, mirror) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        ETag tag;
        if (side == Side.Wix)
        {
            await PostAsync(wix, "/loyalty-transactions/v1/loyalty-transactions/query", Query(pair), ct);
            tag = await BatchAsync(row.Value, row.Value.ETag, ct, Insert(pair, change));
            await PostAsync(
                external, $"/v1/accounts/{pair.ExternalAccountId}/transactions",
                new { points = 1, reference = $"wix:{change}", description = "Bench Rewards", occurredAt = DateTimeOffset.UnixEpoch }, ct, key: change);
        }
        else
        {
            var account = await wix.GetFromJsonAsync<JsonElement>($"/loyalty-accounts/v1/accounts/{pair.WixAccountId}", ct);
            tag = await BatchAsync(row.Value, row.Value.ETag, ct, Insert(pair, change));
            await PostAsync(
                wix, $"/loyalty-accounts/v1/accounts/{pair.WixAccountId}/adjust-points",
                new { amount = 1, revision = account.GetProperty("account").GetProperty("revision").GetString(), description = "Bench Rewards" }, ct);
        }

        await BatchAsync(row.Value, tag, ct, Insert(pair, mirror), Update(pair, change));
        await queue.DeleteAsync(message, ct);
        await EchoAsync(pair, ct);
    }

    public void Dispose()
    {
        queue.Dispose();
        wix.Dispose();
        external.Dispose();
    }

    private async Task EchoAsync(Pair pair, CancellationToken ct)
    {
        await queue.PutAsync(ct);
        var message = await queue.TakeAsync(ct);
        await table.GetEntityAsync<TableEntity>(pair.WixAccountId, Link, cancellationToken: ct);
        await queue.DeleteAsync(message, ct);
    }

    private async Task<ETag> BatchAsync(TableEntity link, ETag tag, CancellationToken ct, params TableTransactionAction[] others) =>
        (await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, link, tag), .. others], ct)).Value[0].Headers.ETag!.Value;

    private static async Task PostAsync<T>(HttpClient http, string path, T body, CancellationToken ct, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(ct);
    }

    private static object Query(Pair pair) => new
    {
        query = new
        {
            filter = new Dictionary<string, object> { ["accountId"] = pair.WixAccountId },
            cursorPaging = new { limit = 100 },
            sort = new[] { new { fieldName = "createdDate", order = "ASC" } },
        },
    };

    // As many columns as the app's row has, and the bytes of an account that has moved a few times.
    private static TableEntity LinkRow(Pair pair)
    {
        var row = new TableEntity(pair.WixAccountId, Link);
        for (var column = 0; column < 10; column++)
            row[$"Number{column}"] = (long)column;
        for (var column = 0; column < 10; column++)
            row[$"Text{column}"] = new string('x', 60);
        return row;
    }

    private static TableTransactionAction Insert(Pair pair, string id) => new(TableTransactionActionType.Add, Entry(pair, id, 10));

    private static TableTransactionAction Update(Pair pair, string id) => new(TableTransactionActionType.UpdateMerge, Entry(pair, id, 4), ETag.All);

    private static TableEntity Entry(Pair pair, string id, int columns)
    {
        var row = new TableEntity(pair.WixAccountId, $"t|{id}");
        for (var column = 0; column < columns; column++)
            row[$"Text{column}"] = new string('x', 24);
        return row;
    }
}
