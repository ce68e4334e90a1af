using System.Net;
using System.Net.Http.Json;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class ParkedDecisionTests
{
    [Fact]
    public async Task A_parked_change_is_mirrored_once_however_often_it_is_retried()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOnWix(100);
        await world.QuietAsync();
        person.RedeemsOnWix(80);
        person.RedeemsOutside(70);
        await world.QuietAsync();
        person.EarnsOnWix(200);
        person.EarnsOutside(200);
        await world.QuietAsync();

        var items = await world.ParkedAsync();
        Assert.Equal(2, items.Count);
        foreach (var item in items)
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostAsync(world, "retry", new { item.SiteId, side = item.Side.ToString(), item.AccountId, item.TransactionId })));
        await world.AssertInStepAsync();

        Assert.Equal((350, 350), (person.WixBalance, person.ExternalBalance));
        Assert.Empty(await world.ParkedAsync());
    }

    [Fact]
    public async Task A_dismissed_change_stays_unmirrored_and_asks_for_nobody_any_more()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson();
        person.EarnsOutside(640_000_000);
        await world.QuietAsync();
        var item = Assert.Single(await world.ParkedAsync());

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(world, "retry", new { item.SiteId, side = "External", item.AccountId, item.TransactionId }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(world, "dismiss", new { item.SiteId, side = "External", item.AccountId, item.TransactionId }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "dismiss", new { item.SiteId, side = "External", item.AccountId, item.TransactionId, note = "A typing error" }));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(world, "dismiss", new { item.SiteId, side = "External", item.AccountId, item.TransactionId, note = "again" }));

        Assert.Equal(0, person.WixBalance);
        Assert.Empty(await world.ParkedAsync());
    }

    [Fact]
    public async Task An_ambiguous_address_that_was_put_right_is_linked_on_retry_with_everything_that_happened_meanwhile()
    {
        await using var world = await SyncWorld.StartAsync();
        var person = world.AddPerson("shared@example.com");
        var other = world.Wix.AddContact(new("shared@example.com", "Other"), silent: true);
        person.EarnsOnWix(30);
        person.EarnsOnWix(12);
        await world.QuietAsync();
        Assert.Equal(0, person.ExternalBalance);

        world.Wix.ChangeContact(other.Id, email: "other@example.com");
        var item = Assert.Single(await world.ParkedAsync(), p => p.Side == Side.Wix);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "retry", new { item.SiteId, side = "Wix", item.AccountId }));
        await world.AssertInStepAsync();

        Assert.Equal((42, 42), (person.WixBalance, person.ExternalBalance));
    }

    private static async Task<HttpStatusCode> PostAsync(SyncWorld world, string decision, object body)
    {
        using var http = new HttpClient { BaseAddress = new Uri(world.Apps[0].Urls.First()) };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        using var answer = await http.PostAsJsonAsync($"/api/parked/{decision}", body);
        return answer.StatusCode;
    }
}
