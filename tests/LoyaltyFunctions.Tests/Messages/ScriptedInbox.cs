using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>An inbox of one member that does as it is told.</summary>
public sealed class ScriptedInbox(TimeProvider time) : IWixInbox
{
    public const string AppId = "9862eeb4-0b2d-4e03-9988-f8390c2bc53c";

    public List<InboxMessage> Messages { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Thrown by the call, once for each.</summary>
    public Queue<WixException> ConversationFailures { get; } = new();

    public Queue<WixException> ListFailures { get; } = new();

    /// <summary>Thrown instead of sending; with <see cref="WixFailure.Unavailable"/>, whether the message arrives all the same.</summary>
    public Queue<(WixException Failure, bool Arrives)> SendFailures { get; } = new();

    /// <summary>What the inbox names as sender.</summary>
    public string? Sender { get; set; } = AppId;

    /// <summary>How many pages of other messages come before ours.</summary>
    public int OtherPages { get; set; }

    public Task<string> GetOrCreateConversationAsync(string siteId, string memberId, WixWork work, CancellationToken ct)
    {
        Calls.Add("conversation");
        return ConversationFailures.TryDequeue(out var failure) ? Task.FromException<string>(failure) : Task.FromResult("conversation-1");
    }

    public Task<string> SendMessageAsync(string siteId, string conversationId, string previewText, string text, WixWork work, CancellationToken ct)
    {
        Calls.Add("send");
        var fails = SendFailures.TryDequeue(out var failure);
        if (!fails || failure.Arrives)
            Messages.Insert(0, new InboxMessage($"message-{Messages.Count + 1}", Sender, ToParticipant: true, [text], time.GetUtcNow()));
        return fails ? Task.FromException<string>(failure.Failure) : Task.FromResult(Messages[0].Id);
    }

    public Task<Page<InboxMessage>> ListMessagesAsync(string siteId, string conversationId, string? cursor, WixWork work, CancellationToken ct)
    {
        Calls.Add("list");
        if (ListFailures.TryDequeue(out var failure))
            return Task.FromException<Page<InboxMessage>>(failure);
        var page = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(page < OtherPages
            ? new Page<InboxMessage>([new("chat", null, false, ["Hello?"], time.GetUtcNow())], $"{page + 1}")
            : new Page<InboxMessage>([.. Messages], null));
    }
}
