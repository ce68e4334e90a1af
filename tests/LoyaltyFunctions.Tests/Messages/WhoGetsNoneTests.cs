using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Messages.Members;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class WhoGetsNoneTests
{
    [Fact]
    public async Task Each_who_gets_no_message_is_counted_with_the_reason()
    {
        await using var world = await MessagesWorld.StartAsync(new() { ["Sites:{site}:Messages:MinimumPoints"] = "10" });
        world.AddMember(new("a@example.com", "Ann"), 10);
        world.AddMember(new("b@example.com", "Bob", SubscriptionStatus: "UNSUBSCRIBED"), 10);
        world.AddMember(new("c@example.com", "Cid"), 9);
        var optedOut = world.AddMember(new("d@example.com", "Dan"), 10);
        var back = world.AddMember(new("e@example.com", "Eva"), 10);
        var erased = world.AddMember(new("f@example.com", "Fay"), 10);
        world.Sync.AddPerson();
        world.Sync.Wix.DeleteContact(world.Sync.Wix.ReadLedger().Accounts.Single(account => account.MemberId == erased).ContactId, anonymize: true);
        await PutAsync(world, optedOut, true);
        await PutAsync(world, back, true);
        await PutAsync(world, back, false);

        var counts = await world.EndAsync(await world.RunAsync());
        Assert.Equal(2, counts[CampaignCounts.Sent]);
        Assert.Equal(["Ann", "Eva"], world.Sent.Select(message => message.Text.Split([' ', ','])[1]).Order(StringComparer.Ordinal));
        Assert.Equal(
            (1, 1, 1, 1),
            (MessagesWorld.Of(counts, SkipReasons.Unsubscribed), MessagesWorld.Of(counts, SkipReasons.BelowMinimum), MessagesWorld.Of(counts, SkipReasons.OptedOut), MessagesWorld.Of(counts, SkipReasons.NoMember)));
        Assert.Equal(counts[CampaignCounts.Accounts], 5 + MessagesWorld.Of(counts, SkipReasons.NoMember) + MessagesWorld.Of(counts, SkipReasons.Erased));
    }

    [Fact]
    public async Task A_dry_run_counts_and_shows_samples_and_sends_nothing()
    {
        await using var world = await MessagesWorld.StartAsync();
        world.AddMembers(120);
        var answer = await world.PostAsync(dryRun: true);
        var counts = await world.EndAsync(answer.GetProperty("jobId").GetString()!);

        Assert.Equal((120, 0), (counts[CampaignCounts.WouldSend], counts[CampaignCounts.Sent]));
        Assert.Empty(world.Sent);
        var samples = answer.GetProperty("samples").EnumerateArray().ToList();
        Assert.Equal(3, samples.Count);
        Assert.All(samples, sample => Assert.Contains(MessagesWorld.Says(world.Balances[sample.GetProperty("memberId").GetString()!]), sample.GetProperty("text").GetString()!, StringComparison.Ordinal));

        // The month is still to be had.
        await world.RunAsync();
        world.AssertEveryoneWasToldOnce();
    }

    [Fact]
    public async Task A_preview_is_the_members_own_message_in_the_members_language()
    {
        await using var world = await MessagesWorld.StartAsync();
        var member = world.AddMember(new("a@example.com", "{{points}} Marie", Locale: "de-at"), 1234);
        var preview = await PreviewAsync(world, new { memberId = member });
        Assert.Equal("de", preview.GetProperty("locale").GetString());
        Assert.StartsWith("Guten Tag {{points}},\n\nSie haben 1.234 Punkte bei Sandbox Rewards.", preview.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("fr", (await PreviewAsync(world, new { memberId = member, locale = "fr-CA" })).GetProperty("locale").GetString());

        await PutAsync(world, member, true);
        Assert.Equal(SkipReasons.OptedOut, (await PreviewAsync(world, new { memberId = member })).GetProperty("whyNot").GetString());
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData("/messages", HttpStatusCode.NotFound, true, null)]
    [InlineData("/messages/preview", HttpStatusCode.NotFound, true, "{}")]
    [InlineData("/messages/preview", HttpStatusCode.BadRequest, false, "not json")]
    [InlineData("/messages/preview", HttpStatusCode.BadRequest, false, """{"memberId":"x"}""")]
    [InlineData("/messages/preview", HttpStatusCode.NotFound, false, """{"memberId":"87bbd811-f753-4de4-994d-69b24d22cb56"}""")]
    public async Task What_cannot_be_done_is_said_in_problem_details(string path, HttpStatusCode status, bool otherSite, string? body)
    {
        await using var world = await MessagesWorld.StartAsync();
        var siteId = otherSite ? Guid.NewGuid().ToString() : world.SiteId;
        using var content = body is null ? null : new StringContent(body);
        using var answer = await world.Http.PostAsync(new Uri($"/api/sites/{siteId}{path}", UriKind.Relative), content);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task PutAsync(MessagesWorld world, string memberId, bool optedOut)
    {
        using var answer = await world.Http.PutAsJsonAsync(new Uri($"/api/sites/{world.SiteId}/members/{memberId}/messages", UriKind.Relative), new { optedOut });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<JsonElement> PreviewAsync(MessagesWorld world, object body)
    {
        using var answer = await world.Http.PostAsJsonAsync(new Uri($"/api/sites/{world.SiteId}/messages/preview", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
