using Azure;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>One member's message of one month. Ids and hashes, never a name or a text.</summary>
/// <param name="Page">The page of accounts that it was met on.</param>
/// <param name="Points">The balance that it tells.</param>
/// <param name="Begun">When it was first begun: a message of ours in the inbox that is older is another month's.</param>
/// <param name="Until">
/// While <see cref="MemberState.Sending"/>: how long it belongs to who began. While <see cref="MemberState.Waiting"/>: how long
/// <paramref name="ConversationId"/> is good for.
/// </param>
/// <param name="Tries">How often it was begun.</param>
/// <param name="TextHashes">Of the texts that may have been sent.</param>
/// <param name="MessageId">Wix's id, once sent.</param>
/// <param name="ConversationId">Found before the calls were spent, so that it need not be asked for again at once.</param>
public sealed record MemberRow(
    string MemberId,
    int Page,
    MemberState State,
    long Points,
    DateTimeOffset Begun,
    DateTimeOffset Until,
    int Tries,
    IReadOnlyList<string> TextHashes,
    string? MessageId = null,
    string? Reason = null,
    string? ConversationId = null,
    ETag ETag = default);
