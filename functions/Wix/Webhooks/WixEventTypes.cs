using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>The event types that this app acts on. The exact names are those of Wix's SDK.</summary>
internal static class WixEventTypes
{
    public static WixEventKind? KindOf(string eventType) => eventType switch
    {
        "wix.loyalty.v1.account_points_updated" => WixEventKind.PointsUpdated,
        "wix.loyalty.v1.account_created" => WixEventKind.AccountCreated,
        "wix.contacts.v4.contact_created" => WixEventKind.ContactCreated,
        "wix.members.v1.member_created" => WixEventKind.MemberCreated,
        "wix.contacts.v4.contact_merged" => WixEventKind.ContactMerged,
        "wix.contacts.v4.contact_deleted" => WixEventKind.ContactDeleted,
        "AppInstalled" => WixEventKind.AppInstalled,
        "AppRemoved" => WixEventKind.AppRemoved,
        _ => null,
    };
}
