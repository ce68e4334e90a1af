using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Messages.Members;

/// <summary>Who gets no message, by the words that a job's counts use.</summary>
public static class SkipReasons
{
    /// <summary>The account's owner is no member of the site, so there is no inbox.</summary>
    public const string NoMember = "noMember";

    /// <summary>On this app's own list.</summary>
    public const string OptedOut = "optedOut";

    /// <summary>The contact has unsubscribed from e-mail.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>Fewer points than the site's minimum.</summary>
    public const string BelowMinimum = "belowMinimum";

    /// <summary>The contact or the account is not there any more.</summary>
    public const string Erased = "erased";

    /// <summary>What the account alone decides; null when the contact is to be asked.</summary>
    public static string? Of(LoyaltyAccount account, long minimumPoints, IReadOnlySet<string> optedOut) =>
        account.MemberId is not { } memberId ? NoMember
        : optedOut.Contains(memberId) ? OptedOut
        : account.Balance < minimumPoints ? BelowMinimum
        : account.ContactId is null ? Erased
        : null;

    /// <summary>What the contact decides; null when the member gets a message.</summary>
    public static string? Of(Contact? contact) =>
        contact is null ? Erased
        : contact.SubscriptionStatus == "UNSUBSCRIBED" ? Unsubscribed
        : null;
}
