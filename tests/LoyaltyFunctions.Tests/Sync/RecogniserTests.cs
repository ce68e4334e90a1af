using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class RecogniserTests
{
    private static readonly string Ours = Marker.For(Links.SiteId, Side.External, "e1");

    [Fact]
    public void A_transaction_that_nobody_here_wrote_is_a_change() =>
        Assert.Equal(Recognition.Change, Recogniser.Recognise(Links.Link(), Links.OnWix("w1", 10)));

    [Theory]
    [InlineData(EntryKind.Mirror, Recognition.Echo)]
    [InlineData(EntryKind.Change, Recognition.Duplicate)]
    public void What_the_ledger_holds_is_no_news(EntryKind kind, Recognition expected)
    {
        var link = Links.Link() with { RecentWix = RecentTransactions.None.With("w1", kind, Links.Noon) };
        Assert.Equal(expected, Recogniser.Recognise(link, Links.OnWix("w1", 10)));
    }

    [Fact]
    public void The_marker_of_a_write_under_way_makes_it_an_echo() =>
        Assert.Equal(Recognition.Echo, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10)), Links.OnWix("w1", 10, $"Acme · {Ours}")));

    /// <summary>A third system copies descriptions, and its transaction may be listed before ours.</summary>
    [Theory]
    [InlineData("ADJUST", 110L)]
    [InlineData("EARN", null)]
    [InlineData("REFUND", null)]
    public void A_copy_of_the_marker_that_our_write_cannot_have_made_is_not_believed(string type, long? before) =>
        Assert.Equal(
            Recognition.Suspicious,
            Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10)), Links.OnWix("w1", 10, $"Acme · {Ours}", type, before)));

    [Fact]
    public void The_marker_with_other_points_is_not_believed() =>
        Assert.Equal(Recognition.Suspicious, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10)), Links.OnWix("w1", -10, $"Acme · {Ours}")));

    [Fact]
    public void A_marker_of_ours_without_a_write_under_way_is_for_a_person() =>
        Assert.Equal(Recognition.Suspicious, Recogniser.Recognise(Links.Link(), Links.Outside("e7", 10, $"wix:w1{Ours}")));

    [Fact]
    public void An_unmarked_transaction_of_the_same_points_may_be_the_early_echo() =>
        Assert.Equal(Recognition.PerhapsEcho, Recogniser.Recognise(Links.Link().WithPending(Links.ToOutside("w1", 10)), Links.Outside("e7", 10)));

    /// <summary>What people earn is told from our adjustments by its kind, even where Wix keeps no descriptions.</summary>
    [Fact]
    public void Earned_points_are_no_adjustment_of_ours() =>
        Assert.Equal(Recognition.Change, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10)), Links.OnWix("w1", 10, type: "EARN")));

    [Fact]
    public void Another_balance_before_it_shows_that_it_is_not_ours() =>
        Assert.Equal(Recognition.Change, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10, before: 100)), Links.OnWix("w1", 10, before: 90)));

    [Fact]
    public void Somebody_elses_description_shows_that_it_is_not_ours() =>
        Assert.Equal(Recognition.Change, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10)), Links.OnWix("w1", 10, "Birthday")));

    [Fact]
    public void A_redemption_is_never_our_write() =>
        Assert.Equal(Recognition.Change, Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", -10)), Links.OnWix("w1", -10, type: "REDEEM")));

    [Fact]
    public void A_write_that_waits_has_sent_nothing_that_could_come_back() =>
        Assert.Equal(
            Recognition.Change,
            Recogniser.Recognise(Links.Link().WithPending(Links.ToWix("e1", 10) with { InFlight = false }), Links.OnWix("w1", 10)));

    [Theory]
    [InlineData(0, "ADJUST", Recognition.Nothing)]
    [InlineData(5, "EARN_ATTEMPT", Recognition.UnknownKind)]
    [InlineData(5, "REFUND", Recognition.Change)]
    [InlineData(-5, "EXPIRE", Recognition.Change)]
    public void Kinds_and_zero_points(long points, string type, Recognition expected) =>
        Assert.Equal(expected, Recogniser.Recognise(Links.Link(), Links.OnWix("w1", points, type: type)));
}
