using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Simulation.Kill;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Tests.Kill;

public sealed class VerificationTests
{
    private const string SiteId = "11111111-1111-4111-8111-111111111111";

    private static readonly WixLedgerTransaction OnWix = Wix("w1", 5);
    private static readonly SimulatedTransaction ItsMirror = External("e1", 5, $"wix:w1{Marker.For(SiteId, Side.Wix, "w1")}");

    [Fact]
    public void A_change_with_its_mirror_is_neither_lost_nor_doubled() => AssertFound([OnWix], [ItsMirror], lost: 0, doubled: 0);

    [Fact]
    public void A_change_whose_mirror_is_another_changes_is_lost() =>
        AssertFound([OnWix], [ItsMirror with { Reference = $"wix:w2{Marker.For(SiteId, Side.Wix, "w2")}" }], lost: 1, doubled: 1);

    [Fact]
    public void A_mirror_of_other_points_does_not_count() => AssertFound([OnWix], [ItsMirror with { Points = 4 }], lost: 1, doubled: 0);

    [Fact]
    public void A_second_mirror_is_one_too_many() => AssertFound([OnWix], [ItsMirror, ItsMirror with { Id = "e2" }], lost: 0, doubled: 1);

    [Fact]
    public void A_parked_change_is_not_lost_but_may_have_no_mirror()
    {
        ParkedChange[] parked = [new(Side.Wix, "w1", 5, "insufficient_points")];
        AssertFound([OnWix], [], lost: 0, doubled: 0, parked);
        AssertFound([OnWix], [ItsMirror], lost: 0, doubled: 1, parked);
    }

    [Fact]
    public void A_change_outside_is_found_on_Wix_by_the_mark_in_the_description()
    {
        var change = External("e1", -3, null) with { MadeByApp = false };
        var mirror = Wix("w1", -3) with { MadeByApp = true, Description = Marker.Describe("Acme", Marker.For(SiteId, Side.External, "e1")) };
        AssertFound([mirror], [change], lost: 0, doubled: 0);
        AssertFound([mirror with { Description = "Acme" }], [change], lost: 1, doubled: 1);
    }

    private static void AssertFound(
        IReadOnlyList<WixLedgerTransaction> wix, IReadOnlyList<SimulatedTransaction> external, int lost, int doubled, params ParkedChange[] parked)
    {
        var found = Verification.Of(SiteId, wix, external, parked);
        Assert.Equal((lost, doubled), (found.Lost.Count, found.Doubled.Count));
    }

    private static WixLedgerTransaction Wix(string id, long points) =>
        new(SiteId, id, "account", DateTimeOffset.UnixEpoch, "EARN", points, 0, points, 1, null, null, MadeByApp: false, "request");

    private static SimulatedTransaction External(string id, long points, string? reference) =>
        new(id, "acc_1", TransactionKind.Earn, points, points, reference, null, DateTimeOffset.UnixEpoch, MadeByApp: true, null);
}
