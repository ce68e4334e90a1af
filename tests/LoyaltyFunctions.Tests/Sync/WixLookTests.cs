using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class WixLookTests
{
    [Theory]
    [InlineData(5, 100, Nudge.Duplicate)]
    [InlineData(6, 110, Nudge.Look)]
    [InlineData(0, 100, Nudge.Look)]
    public void An_event_is_news_above_the_explained_revisions(long revision, long balance, Nudge expected) =>
        Assert.Equal(expected, WixLook.Weigh(Links.Link(100, seen: 5), revision, balance));

    [Theory]
    [InlineData(6, 110, Nudge.Echo)]
    [InlineData(6, 120, Nudge.Look)]
    [InlineData(7, 110, Nudge.Look)]
    public void The_exact_result_of_a_write_under_way_is_its_echo(long revision, long balance, Nudge expected) =>
        Assert.Equal(expected, WixLook.Weigh(Links.Link(100, seen: 5).WithPending(Links.ToWix("e1", 10, revision: 5, before: 100)), revision, balance));

    [Fact]
    public void Transactions_beyond_the_event_explain_as_many_revisions_more()
    {
        IReadOnlyList<PointsTransaction> unseen = [Links.OnWix("a", 10), Links.OnWix("b", 5), Links.OnWix("c", -3)];
        Assert.Equal(6 + 2, WixLook.ExplainedRevision(Links.Link(100, seen: 5), unseen, revision: 6, balance: 110));
        Assert.Equal(8, WixLook.ExplainedRevision(Links.Link(100, seen: 5), unseen, revision: 8, balance: 112));
    }

    [Fact]
    public void A_balance_that_the_transactions_do_not_add_up_to_is_not_explained() =>
        Assert.Null(WixLook.ExplainedRevision(Links.Link(100, seen: 5), [Links.OnWix("a", 10)], revision: 7, balance: 130));

    [Fact]
    public void Two_changes_that_cancel_out_are_suspected_when_none_is_listed_yet()
    {
        var link = Links.Link(100, seen: 5);
        Assert.Equal(7, WixLook.ExplainedRevision(link, [], revision: 7, balance: 100));
        Assert.True(WixLook.MayHideMore(link, [], revision: 7));
        Assert.False(WixLook.MayHideMore(link, [Links.OnWix("a", 10), Links.OnWix("b", -10)], revision: 7));
    }

    [Fact]
    public void A_first_look_waits_for_what_may_hide_only_where_a_write_of_ours_may_be_among_it()
    {
        var first = Links.Link(0, seen: 0);
        var writing = first.WithPending(new(Side.External, "txn_1", -10, Links.Noon, Links.Noon, InFlight: true, Revision: 3, Before: 20));
        IReadOnlyList<PointsTransaction> listed = [Links.OnWix("a", 10), Links.OnWix("b", 5)];

        Assert.True(WixLook.MayHideMore(writing, listed, revision: 5));
        Assert.False(WixLook.MayHideMore(writing, listed, revision: 3));
        Assert.False(WixLook.MayHideMore(first, listed, revision: 5));
    }
}
