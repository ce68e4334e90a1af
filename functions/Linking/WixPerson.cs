using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>Somebody on Wix, as far as matching goes.</summary>
/// <param name="AccountId">Null while there is no loyalty account, in a rehearsal.</param>
/// <param name="Emails">Normalised, the primary one first.</param>
/// <param name="Phones">As they are.</param>
/// <param name="Unshared">Addresses and phones that no other contact is known to have: Wix need not be asked.</param>
/// <param name="MayBeOverridden">False where it is known that no person gave the account an external one.</param>
public sealed record WixPerson(
    string? AccountId,
    string? ContactId,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Phones,
    string? FirstName,
    IReadOnlySet<string> Unshared,
    bool MayBeOverridden = true)
{
    private static readonly HashSet<string> Nothing = [];

    public static WixPerson Of(string? accountId, Contact contact, IReadOnlySet<string>? unshared = null) => new(
        accountId,
        contact.Id,
        [.. contact.Emails.Select(EmailAddress.Normalise).OfType<string>().Distinct()],
        contact.Phones,
        contact.FirstName,
        unshared ?? Nothing);
}
