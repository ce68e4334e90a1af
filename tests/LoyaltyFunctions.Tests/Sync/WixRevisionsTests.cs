using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class WixRevisionsTests
{
    [Fact]
    public void A_gap_is_not_explained_by_what_stands_above_it()
    {
        var revisions = WixRevisions.None.UpTo(4).With(7);

        Assert.True(revisions.Explains(4));
        Assert.False(revisions.Explains(5));
        Assert.False(revisions.Explains(6));
        Assert.True(revisions.Explains(7));
        Assert.Equal(3, revisions.UnexplainedUpTo(8));
    }

    [Fact]
    public void Closing_the_gap_explains_everything_up_to_the_highest()
    {
        var revisions = WixRevisions.None.UpTo(4).With(7).With(6).With(5);

        Assert.Equal(7, revisions.Seen);
        Assert.Empty(revisions.Above);
    }

    [Fact]
    public void Our_own_revision_explains_itself_but_not_a_change_before_it()
    {
        var revisions = WixRevisions.None.UpTo(4).WithOwn(6);

        Assert.True(revisions.IsOwn(6));
        Assert.False(revisions.Explains(5));
        Assert.Equal(6, revisions.UpTo(5).Seen);
    }
}
