using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Wix;

/// <summary>Wix's REST calls for inbox conversations and messages.</summary>
internal sealed class WixInbox(WixTransport transport) : IWixInbox
{
    private const string Conversations = "inbox/v2/conversations";
    private const string Messages = "inbox/v2/messages";

    public async Task<string> GetOrCreateConversationAsync(string siteId, string memberId, WixWork work, CancellationToken ct)
    {
        var body = new JsonObject { ["participantId"] = new JsonObject { ["memberId"] = memberId } };
        var answer = await transport.SendAsync(WixBody.Call(siteId, work, HttpMethod.Post, Conversations, body, repeatable: true), ct);
        return answer.Read(found => found.Member("conversation")?.Text("id") is { Length: > 0 } id ? id : throw new JsonException("conversation.id is missing."));
    }

    public async Task<string> SendMessageAsync(string siteId, string conversationId, string previewText, string text, WixWork work, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["conversationId"] = conversationId,
            ["message"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["previewText"] = previewText,
                    ["basic"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["text"] = text }) },
                },
                ["visibility"] = "BUSINESS_AND_PARTICIPANT",
                ["direction"] = "BUSINESS_TO_PARTICIPANT",
            },
            // Without it nobody is told of the message.
            ["sendNotifications"] = true,
        };
        var answer = await transport.SendAsync(WixBody.Call(siteId, work, HttpMethod.Post, Messages, body, repeatable: false), ct);
        return answer.Read(sent => sent.Member("message")?.Text("id") is { Length: > 0 } id ? id : throw new JsonException("message.id is missing."));
    }

    public async Task<Page<InboxMessage>> ListMessagesAsync(string siteId, string conversationId, string? cursor, WixWork work, CancellationToken ct)
    {
        var path = $"{Messages}?conversationId={Uri.EscapeDataString(conversationId)}&visibility=BUSINESS_AND_PARTICIPANT&paging.limit={IWixInbox.LargestPage}"
            + (cursor is null ? "" : $"&paging.cursor={Uri.EscapeDataString(cursor)}");
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, path), ct);
        return answer.Read(found => new Page<InboxMessage>(
            found.Items("messages").Select(Message).ToList(),
            found.Member("pagingMetadata")?.Member("cursors")?.Text("next") is { Length: > 0 } next ? next : null));
    }

    private static InboxMessage Message(JsonElement message) => new(
        message.Text("id") ?? throw new JsonException("id is missing."),
        message.Member("sender")?.Text("appId") ?? message.Text("appId"),
        message.Text("direction") == "BUSINESS_TO_PARTICIPANT",
        [.. (message.Member("content")?.Member("basic")?.Items("items") ?? []).Select(item => item.Text("text")).OfType<string>()],
        message.Date("createdDate") ?? throw new JsonException("createdDate is missing."));
}
