using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Activation;

/// <summary>How a reason is counted and reported.</summary>
internal static class ContactFindings
{
    public static string CountOf(string reason) => reason switch
    {
        ParkReasons.AmbiguousEmail or ParkReasons.AmbiguousPhone or ParkReasons.AmbiguousExternalId or ParkReasons.LinkedElsewhere => ActivationCounts.Ambiguous,
        ParkReasons.NoExternalAccount => ActivationCounts.Unmatched,
        _ => ActivationCounts.Failed,
    };

    public static JobFinding Of(WixPerson person, string reason, string? externalAccountId = null, string? detail = null) =>
        new(person.ContactId!, reason, person.ContactId, person.AccountId, externalAccountId, detail ?? Explain(reason));

    private static string? Explain(string reason) => reason switch
    {
        ParkReasons.AmbiguousEmail => "Several contacts or several external accounts have this e-mail address.",
        ParkReasons.AmbiguousPhone => "Several contacts or several external accounts have this phone number.",
        ParkReasons.AmbiguousExternalId => "Several external accounts name this person as their reference.",
        ParkReasons.LinkedElsewhere => "The external account belongs to another Wix account already.",
        ParkReasons.NoExternalAccount => "Nobody matches in the external system, and the site creates no accounts there.",
        ParkReasons.AccountNotFound => "The external account that was given by hand does not exist.",
        _ => null,
    };
}
