using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Builds links and transactions for tests of decisions that need no storage.</summary>
public static class Links
{
    public const string SiteId = "11111111-1111-4111-8111-111111111111";

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Link Link(long wixKnown = 0, long seen = 0) => new(
        SiteId, "22222222-2222-4222-8222-222222222222", "ext-1", null, LinkState.Active, 0, 0, wixKnown, 0, DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch, WixRevisions.None.UpTo(seen), RecentTransactions.None, RecentTransactions.None, [], [], null,
        DateTimeOffset.UnixEpoch, Noon);

    public static PointsTransaction OnWix(string id, long points, string? note = null, string type = "ADJUST", long? before = null) =>
        new(Side.Wix, id, points, type, Noon, note, Before: before);

    public static PointsTransaction Outside(string id, long points, string? reference = null) =>
        new(Side.External, id, points, "points", Noon, reference);

    /// <summary>A mirror on its way to Wix for a change outside.</summary>
    public static PendingWrite ToWix(string transactionId, long points, long? revision = 5, long? before = 100) =>
        new(Side.External, transactionId, points, Noon, Noon.AddSeconds(30), InFlight: true, Noon, revision, before);

    /// <summary>A mirror on its way outside for a change on Wix.</summary>
    public static PendingWrite ToOutside(string transactionId, long points) =>
        new(Side.Wix, transactionId, points, Noon, Noon.AddSeconds(30), InFlight: true, Noon);
}
