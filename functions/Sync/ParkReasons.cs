namespace LoyaltyFunctions.Sync;

/// <summary>Why something is kept for a person, as it stands in reports, metrics and <c>docs/guarantees.md</c>.</summary>
public static class ParkReasons
{
    public const string InsufficientPoints = "insufficient_points";
    public const string OverLimit = "over_limit";
    public const string OutcomeUnknown = "outcome_unknown";
    public const string CarriesOurMarker = "carries_our_marker";
    public const string LoopAlarm = "loop_alarm";
    public const string UnexplainedBalance = "unexplained_balance";
    public const string AmbiguousEmail = "ambiguous_email";
    public const string AmbiguousPhone = "ambiguous_phone";
    public const string AmbiguousExternalId = "ambiguous_external_id";
    public const string LinkedElsewhere = "linked_elsewhere";
    public const string NoEmail = "no_email";
    public const string NoContact = "no_contact";
    public const string NoWixAccount = "no_wix_account";
    public const string NoExternalAccount = "no_external_account";
    public const string ContactDeleted = "contact_deleted";
    public const string ContactMerged = "contact_merged";
    public const string AccountNotFound = "account_not_found";
}
