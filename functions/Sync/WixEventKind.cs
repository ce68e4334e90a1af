namespace LoyaltyFunctions.Sync;

/// <summary>The webhooks that this app acts on. Others that are validly signed are answered 200, counted and dropped.</summary>
public enum WixEventKind
{
    /// <summary><c>wix.loyalty.v1.account_points_updated</c></summary>
    PointsUpdated,

    /// <summary><c>wix.loyalty.v1.account_created</c></summary>
    AccountCreated,

    /// <summary><c>wix.contacts.v4.contact_created</c></summary>
    ContactCreated,

    /// <summary><c>wix.members.v1.member_created</c>: the contact may have become a member.</summary>
    MemberCreated,

    /// <summary><c>wix.contacts.v4.contact_merged</c></summary>
    ContactMerged,

    /// <summary><c>wix.contacts.v4.contact_deleted</c>, not as part of a merge</summary>
    ContactDeleted,

    /// <summary><c>AppInstalled</c></summary>
    AppInstalled,

    /// <summary><c>AppRemoved</c></summary>
    AppRemoved,
}
