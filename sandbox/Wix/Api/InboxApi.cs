using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Inbox conversations and messages. <see href="https://dev.wix.com/docs/rest/crm/communication/inbox/messages"/></summary>
internal sealed class InboxApi(WixWorld world)
{
    private long lastSequence;

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "POST", "/inbox/v2/conversations", GetOrCreate);
        pipeline.Map(routes, "GET", "/inbox/v2/conversations/{id}", call => new { conversation = Shown(Conversation(call.Site, call.Route("id"))) });
        pipeline.Map(routes, "POST", "/inbox/v2/messages", Send);
        pipeline.Map(routes, "GET", "/inbox/v2/messages", List);
    }

    private object GetOrCreate(Call call)
    {
        var participant = call.Body.Object("participantId") ?? throw BodyReader.Required("participantId");
        var contact = Participant(call.Site, participant);
        var created = false;
        SimConversation conversation;
        lock (call.Site.Gate)
        {
            // The conversation of a site member is reached by the member id, whichever id the caller has.
            conversation = call.Site.ConversationsByParticipant.GetOrAdd(contact.State.MemberId ?? contact.Id, _ =>
            {
                created = true;
                return new SimConversation(Guid.NewGuid().ToString(), contact.State.MemberId, contact.Id);
            });
            call.Site.Conversations[conversation.Id] = conversation;
        }

        return new { conversation = Shown(conversation), newConversation = created };
    }

    private static SimContact Participant(SimSite site, JsonElement participant)
    {
        var found =
            participant.Id("memberId") is { } memberId ? site.ContactsByMember.GetValueOrDefault(memberId)
            : participant.Id("contactId") is { } contactId ? site.ContactsById.GetValueOrDefault(contactId)
            : throw BodyReader.Required("participantId");
        return found ?? throw WixRefusedException.NotFound("Participant", "PARTICIPANT_NOT_FOUND");
    }

    private object Send(Call call)
    {
        var conversation = Conversation(call.Site, call.Body.RequiredText("conversationId", 1, 100));
        var message = call.Body.Object("message") ?? throw BodyReader.Required("message");
        var content = message.Object("content") ?? throw BodyReader.Required("message.content");
        _ = content.Text("previewText", 0, 256);
        var text = MessageContent.Text(content);
        var visibility = OneOf(message, "visibility", "BUSINESS_AND_PARTICIPANT", "BUSINESS");
        var direction = OneOf(message, "direction", "BUSINESS_TO_PARTICIPANT", "PARTICIPANT_TO_BUSINESS");
        var notify = call.Body.TryGetProperty("sendNotifications", out var wanted) && wanted.ValueKind == JsonValueKind.True;
        lock (conversation.Gate)
        {
            var now = world.Clock.Now();
            var sequence = NextSequence(now);
            var number = Wire.Number(sequence);
            var json = JsonSerializer.SerializeToElement(
                new
                {
                    id = number,
                    content,
                    sender = new { appId = world.Options.AppId },
                    appId = world.Options.AppId,
                    visibility,
                    direction,
                    sequence = number,
                    badges = Array.Empty<object>(),
                    createdDate = now,
                },
                WixJson.Options);
            conversation.Messages.Add(new SimMessage(sequence, text, notify, now, call.RequestId, visibility, json));
            return new { message = json };
        }
    }

    private static object List(Call call)
    {
        var id = call.Query("conversationId") ?? throw BodyReader.Required("conversationId");
        var visibility = call.Query("visibility") ?? throw BodyReader.Required("visibility");
        var limit = call.QueryInt(
            "paging.limit", 30, 1, 100, () => WixRefusedException.Field("paging.limit", "Must be between 1 and 100.", "MAX", new { threshold = 100 }));
        var messages = Conversation(call.Site, id).Messages;
        var next = call.Query("paging.cursor") is { Length: > 0 } cursor ? Cursor.Decode("messages", cursor).Position - 1 : messages.Count - 1;
        var page = new List<SimMessage>();
        for (; next >= 0 && page.Count < limit; next--)
        {
            if (visibility == "BUSINESS" || messages[next].Visibility == visibility)
                page.Add(messages[next]);
        }

        return new
        {
            messages = page.Select(m => m.Json),
            pagingMetadata = new { count = page.Count, cursors = new { next = next < 0 ? null : new Cursor("messages", null, null, null, next + 1).Encode() } },
        };
    }

    private static SimConversation Conversation(SimSite site, string id) =>
        site.Conversations.GetValueOrDefault(id) ?? throw WixRefusedException.NotFound("Conversation", "CONVERSATION_NOT_FOUND");

    private static string OneOf(JsonElement message, string name, string first, string second) =>
        message.RequiredText(name, 1, 100) is var value && (value == first || value == second)
            ? value
            : throw WixRefusedException.Field($"message.{name}", $"Must be {first} or {second}.", "ENUM");

    private object Shown(SimConversation c) => new
    {
        id = c.Id,
        participant = new { memberId = c.MemberId, contactId = c.ContactId },
        businessDisplayData = new { name = world.Options.SiteName },
    };

    // Microseconds of the clock, as in Wix's samples, never the same twice.
    private long NextSequence(DateTimeOffset now)
    {
        var wanted = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Interlocked.Read(ref lastSequence);
            var next = Math.Max(wanted, last + 1);
            if (Interlocked.CompareExchange(ref lastSequence, next, last) == last)
                return next;
        }
    }
}
