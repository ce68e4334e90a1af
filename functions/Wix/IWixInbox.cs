namespace LoyaltyFunctions.Wix;

/// <summary>
/// A site's inbox. <see href="https://dev.wix.com/docs/rest/crm/communication/inbox/messages/introduction"/>
/// All throw <see cref="WixException"/>.
/// </summary>
public interface IWixInbox
{
    /// <summary>The most messages of one page.</summary>
    public const int LargestPage = 100;

    /// <summary>Get Or Create Conversation with a site member. Repeating it does no harm.</summary>
    /// <returns>The conversation's id, good for now: it is another one once the member's conversations were merged.</returns>
    Task<string> GetOrCreateConversationAsync(string siteId, string memberId, WixWork work, CancellationToken ct);

    /// <summary>
    /// Send Message to the conversation's participant, with a notification. Sent once: there is no idempotency key, so after
    /// <see cref="WixFailure.Unavailable"/> it may have arrived or not.
    /// </summary>
    /// <param name="previewText">At most 256 characters.</param>
    /// <param name="text">1 to 16,384 characters.</param>
    /// <returns>The message's id.</returns>
    Task<string> SendMessageAsync(string siteId, string conversationId, string previewText, string text, WixWork work, CancellationToken ct);

    /// <summary>List Messages, newest first; <see cref="LargestPage"/> a page.</summary>
    Task<Page<InboxMessage>> ListMessagesAsync(string siteId, string conversationId, string? cursor, WixWork work, CancellationToken ct);
}
