namespace LoyaltyFunctions.Activation;

/// <summary>The names under which an activation counts, as they stand in its job.</summary>
public static class ActivationCounts
{
    /// <summary>Contacts listed in the first phase.</summary>
    public const string Listed = "listed";

    /// <summary>Contacts handled; each of them is in one of the accounts' counts and one of the links' counts below, or gone or failed.</summary>
    public const string Contacts = "contacts";

    /// <summary>Wix accounts made since the job began, by this app or by Wix itself.</summary>
    public const string Created = "created";

    /// <summary>Wix accounts that were there before.</summary>
    public const string Existing = "existing";

    /// <summary>Contacts left without a Wix account, since the site wants none made.</summary>
    public const string WithoutAccount = "withoutAccount";

    /// <summary>Links made since the job began.</summary>
    public const string Linked = "linked";

    /// <summary>Links that were there before.</summary>
    public const string AlreadyLinked = "alreadyLinked";

    /// <summary>Somebody who shares an address, a number or an id.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>Nobody in the external system, and the site wants no account made there.</summary>
    public const string Unmatched = "unmatched";

    /// <summary>Another reason; the report says which.</summary>
    public const string Failed = "failed";

    /// <summary>The contact was deleted or merged meanwhile.</summary>
    public const string Gone = "gone";

    /// <summary>Rehearsal: Wix accounts that would be made.</summary>
    public const string ToCreate = "toCreate";

    /// <summary>Rehearsal: external accounts that would be made.</summary>
    public const string ToCreateThere = "toCreateThere";

    /// <summary>Rehearsal: pairs that would be linked.</summary>
    public const string Matched = "matched";

    /// <summary>Rehearsal: of those, pairs of different balance.</summary>
    public const string BalancesDiffer = "balancesDiffer";

    /// <summary>Calls to Wix, tokens included.</summary>
    public const string WixCalls = "wixCalls";

    public const string ExternalCalls = "externalCalls";
}
