using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>Looks in a member's inbox for the message whose sending has an unknown outcome.</summary>
public sealed class InboxLook(IWixInbox inbox, IOptions<WixOptions> options)
{
    // Wix's clock and ours may differ by so much; the message of another month is older by days.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // Somebody wrote with this member a great deal since: then it cannot be told.
    private const int MostPages = 3;

    /// <returns>The message's id; empty when it is not there; null when the inbox does not tell.</returns>
    /// <exception cref="WixException">Wix does not answer, or refuses.</exception>
    public async Task<string?> FindAsync(string siteId, string conversationId, MemberRow row, CancellationToken ct)
    {
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var found = await inbox.ListMessagesAsync(siteId, conversationId, cursor, WixWork.Background, ct);
            if (found.Items.FirstOrDefault(message => IsOurs(message, row)) is { } ours)
                return ours.Id;
            if (found.Next is null || found.Items.Any(message => message.CreatedDate < row.Begun - Skew))
                return "";
            cursor = found.Next;
        }

        return null;
    }

    /// <summary>By which a text is recognised without being kept.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private bool IsOurs(InboxMessage message, MemberRow row) =>
        message.ToParticipant
        && message.CreatedDate >= row.Begun - Skew
        && (string.Equals(message.AppId, options.Value.AppId, StringComparison.OrdinalIgnoreCase)
            || row.TextHashes.Contains(Hash(string.Concat(message.Texts)), StringComparer.Ordinal));
}
