namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class InboxTests
{
    [Fact]
    public async Task A_members_conversation_is_the_same_by_either_id_and_its_messages_are_in_the_ledger()
    {
        await using var app = await WixDriver.StartAsync();
        var person = app.Person();
        var conversationId = await ConversationAsync(app, new { memberId = person.MemberId });

        Assert.Equal(conversationId, await ConversationAsync(app, new { contactId = person.Id }));
        var sent = await SendAsync(app, conversationId, "You have 15 points");

        var message = Assert.Single(app.Wix.ReadLedger().Messages);
        Assert.Equal((person.MemberId, "You have 15 points", true, sent.RequestId), (message.MemberId, message.Text, message.SendNotifications, message.RequestId));
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_with_parameters_packed_or_plain()
    {
        await using var app = await WixDriver.StartAsync();
        var conversationId = await ConversationAsync(app, new { memberId = app.Person().MemberId });
        foreach (var text in new[] { "first", "second", "third" })
            await SendAsync(app, conversationId, text);
        var packed = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new { conversationId, visibility = "BUSINESS_AND_PARTICIPANT", paging = new { limit = 2 } }));

        var page = await app.GetAsync($"inbox/v2/messages?.r={packed}");
        var rest = await app.GetAsync($"inbox/v2/messages?conversationId={conversationId}&visibility=BUSINESS&paging.cursor={page.Next}");

        Assert.Equal(["third", "second", "first"], Texts(page).Concat(Texts(rest)));
        Assert.Null(rest.Next);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"content":{"basic":{"items":[]}},"visibility":"BUSINESS","direction":"BUSINESS_TO_PARTICIPANT"}""")]
    [InlineData("""{"content":{"basic":{"items":[{"text":"x"}]}},"visibility":"EVERYBODY","direction":"BUSINESS_TO_PARTICIPANT"}""")]
    [InlineData("""{"content":{"basic":{"items":[{"text":"x"}]}},"visibility":"BUSINESS"}""")]
    [InlineData("""{"content":{"basic":{"items":[{"text":"x"}]},"minimal":{"text":"y"}},"visibility":"BUSINESS","direction":"BUSINESS_TO_PARTICIPANT"}""")]
    public async Task A_malformed_message_is_refused(string message)
    {
        await using var app = await WixDriver.StartAsync();
        var conversationId = await ConversationAsync(app, new { memberId = app.Person().MemberId });

        var answer = await app.PostAsync("inbox/v2/messages", new { conversationId, message = System.Text.Json.Nodes.JsonNode.Parse(message) });

        Assert.Equal(400, answer.Status);
        Assert.Empty(app.Wix.ReadLedger().Messages);
    }

    private static async Task<string> ConversationAsync(WixDriver app, object participantId) =>
        (string)(await app.PostAsync("inbox/v2/conversations", new { participantId })).Body!["conversation"]!["id"]!;

    private static Task<Answer> SendAsync(WixDriver app, string conversationId, string text) => app.PostAsync("inbox/v2/messages", new
    {
        conversationId,
        message = new
        {
            content = new { previewText = text, basic = new { items = new[] { new { text } } } },
            visibility = "BUSINESS_AND_PARTICIPANT",
            direction = "BUSINESS_TO_PARTICIPANT",
        },
        sendNotifications = true,
    });

    private static IEnumerable<string> Texts(Answer answer) => answer.Body!["messages"]!.AsArray().Select(m => (string)m!["content"]!["previewText"]!);
}
