using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone;
using LoyaltyFunctions.Operations.Poison;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Operations;

public sealed class RedriveTests
{
    [Fact]
    public void Why_a_message_failed_is_noted_on_the_try_that_is_the_hosts_last() => Assert.Equal(
        FailedMessages.LastTry, HostJsonReader.Read(HostJsonReader.Load(Path.Combine(AppContext.BaseDirectory, "host.json"))).MaxDequeueCount);

    [Fact]
    public async Task A_poison_message_is_recorded_and_put_back_and_handled_once_however_often_it_is_asked_for()
    {
        // Without an app that runs: nobody takes what is put back.
        await using var world = await SyncWorld.StartAsync();
        await world.Apps[0].StopAsync();
        var (queue, store, redrives) = (Queue(world, QueueNames.WixEvents), world.Service<PoisonStore>(), world.Service<Redrives>());
        var body = $$"""{"v":1,"kind":"PointsUpdated","siteId":"{{world.SiteId}}","eventId":"e-1","accountId":"a-1","balance":7}""";
        await Poison(world, QueueNames.WixEvents).SendMessageAsync(body);
        await store.NoteFailureAsync(QueueNames.WixEvents, FailedMessages.HashOf(System.Text.Encoding.UTF8.GetBytes(body)), new(5, "It broke."), DateTimeOffset.UtcNow, default);

        // Two passes at once record it once.
        await Task.WhenAll(world.Service<PoisonQueues>().RecordAsync(QueueNames.WixEvents, default), world.Service<PoisonQueues>().RecordAsync(QueueNames.WixEvents, default));
        var kept = Assert.Single(await AllAsync(store));
        Assert.Equal((PoisonState.Kept, 5L, "It broke."), (kept.State, kept.Failure!.DequeueCount, kept.Failure.Error));
        Assert.Empty((await Poison(world, QueueNames.WixEvents).PeekMessagesAsync(32)).Value);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => redrives.RedriveAsync(kept, default)));
        Assert.Single(answers, put => put);
        Assert.False(await redrives.RedriveAsync(Assert.Single(await AllAsync(store)), default));
        var back = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        Assert.Equal("a-1", MessageQueues.Read<LoyaltyFunctions.Sync.WixEvent>(back).AccountId);

        // A crash right after it was sent: an operator asks again a while later, and of the two copies the first is handled.
        var claimed = Assert.Single(await AllAsync(store));
        await store.TryUpdateAsync(claimed with { State = PoisonState.Redriving, ChangedAt = DateTimeOffset.UtcNow - Redrives.ClaimLasts * 2 }, default);
        Assert.True(await redrives.RedriveAsync(Assert.Single(await AllAsync(store)), default));
        var copy = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        var handled = 0;
        var failed = world.Service<FailedMessages>();
        foreach (var message in new[] { copy, back, copy, back })
            await failed.RunAsync(QueueNames.WixEvents, message, () => Task.FromResult(handled++), default);
        Assert.Equal(2, handled); // The first copy, delivered twice.
    }

    [Fact]
    public async Task What_no_function_can_read_is_listed_put_back_once_and_dismissed()
    {
        await using var world = await SyncWorld.StartAsync();
        using var http = Client(world);
        foreach (var text in new[] { "no json", """{"siteId":17}""" })
            await Poison(world, QueueNames.ExternalEvents).SendMessageAsync(text);

        var listed = await ListAsync(http, QueueNames.ExternalEvents);
        Assert.Equal(2, listed.Count);
        var ids = listed.Select(item => item.GetProperty("id").GetString()!).ToList();
        using (var none = await http.PostAsJsonAsync("/api/queues/external-events/redrive", new { ids, all = true }))
            Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using (var unknown = await http.PostAsJsonAsync("/api/queues/nobodys/redrive", new { all = true }))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        var (redriven, skipped) = await PostAsync(http, "external-events/redrive", new { ids = new[] { ids[0], ids[0], Guid.NewGuid().ToString() } }, "redriven");
        Assert.Equal([ids[0]], redriven);
        Assert.Single(skipped);
        Assert.Equal([ids[1]], (await ListAsync(http, QueueNames.ExternalEvents)).Select(item => item.GetProperty("id").GetString()!));

        var (rest, _) = await PostAsync(http, "external-events/redrive", new { all = true }, "redriven");
        Assert.Equal([ids[1]], rest);
        Assert.Empty((await PostAsync(http, "external-events/redrive", new { all = true }, "redriven")).Done);

        await Poison(world, QueueNames.MonthlyMessages).SendMessageAsync("""{"jobId":"j-1"}""");
        var waiting = Assert.Single(await ListAsync(http, QueueNames.MonthlyMessages));
        Assert.Equal("j-1", waiting.GetProperty("jobId").GetString());
        var (dismissed, _) = await PostAsync(http, "monthly-messages/poison/dismiss", new { ids = new[] { waiting.GetProperty("id").GetString() }, note = "A test" }, "dismissed");
        Assert.Single(dismissed);
        Assert.Empty(await ListAsync(http, QueueNames.MonthlyMessages));
    }

    [Fact]
    public async Task A_change_whose_message_was_given_up_is_mirrored_when_it_is_put_back()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(10);
        await world.AssertInStepAsync();
        using var http = Client(world);
        // The event of a change that nobody handled, as the host left it behind.
        world.External.Behaviour = world.External.Behaviour with { DropRate = 1 };
        person.EarnsOutside(5);
        var change = world.External.State.Transactions[^1];
        await Poison(world, QueueNames.ExternalEvents).SendMessageAsync(JsonSerializer.Serialize(
            new
            {
                v = 1, siteId = world.SiteId, eventId = "e-2", accountId = person.ExternalAccountId, balance = 15, attempt = 0, receivedAt = DateTimeOffset.UtcNow,
                transaction = new { id = change.Id, accountId = change.AccountId, points = change.Points, occurredAt = change.OccurredAt },
            }));

        var (redriven, _) = await PostAsync(http, "external-events/redrive", new { all = true }, "redriven");
        Assert.Single(redriven);
        await world.AssertInStepAsync();
        Assert.Equal((15, 15), (person.WixBalance, person.ExternalBalance));
    }

    private static async Task<(IReadOnlyList<string> Done, IReadOnlyList<string> Skipped)> PostAsync(HttpClient http, string path, object body, string done)
    {
        using var answer = await http.PostAsJsonAsync($"/api/queues/{path}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (Texts(json.GetProperty(done)), Texts(json.GetProperty("skipped")));
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient http, string queue) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"/api/queues/{queue}/poison")).GetProperty("items").EnumerateArray()];

    private static async Task<IReadOnlyList<PoisonMessage>> AllAsync(PoisonStore store)
    {
        List<PoisonMessage> all = [];
        await foreach (var message in store.ListAsync(QueueNames.WixEvents, null, waitingOnly: false, default))
            all.Add(message);
        return all;
    }

    private static QueueClient Queue(SyncWorld world, string name) =>
        new QueueServiceClient(world.Storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }).GetQueueClient(name);

    private static QueueClient Poison(SyncWorld world, string name) => Queue(world, QueueNames.PoisonOf(name));

    private static HttpClient Client(SyncWorld world)
    {
        var http = new HttpClient { BaseAddress = new Uri(world.Apps[0].Urls.First()) };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        return http;
    }
}
