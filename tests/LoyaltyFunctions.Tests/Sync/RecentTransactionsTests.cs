using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class RecentTransactionsTests
{
    [Fact]
    public void Absence_proves_nothing_about_what_is_older_than_the_newest_that_was_dropped()
    {
        var recent = RecentTransactions.None;
        for (var i = 0; i < 60; i++)
            recent = recent.With($"t{i}", EntryKind.Change, Links.Noon.AddMinutes(i));

        Assert.Null(recent.Find("t19"));
        Assert.True(recent.MayHaveForgotten(Links.Noon.AddMinutes(19)));
        Assert.False(recent.MayHaveForgotten(Links.Noon.AddMinutes(20)));
        Assert.Equal(EntryKind.Change, recent.Find("t20"));
    }

    [Fact]
    public void What_the_row_holds_is_read_as_it_was_written()
    {
        var recent = RecentTransactions.None;
        for (var i = 0; i < 45; i++)
            recent = recent.With($"acc_{i:000}.x:y-z", i % 2 == 0 ? EntryKind.Change : EntryKind.Mirror, Links.Noon.AddTicks(i));

        var read = RecentTransactionsText.Read(RecentTransactionsText.Write(recent));

        Assert.Equal(recent.Items, read.Items);
        Assert.Equal(recent.Horizon, read.Horizon);
        Assert.Equal(RecentTransactions.None.Horizon, RecentTransactionsText.Read(RecentTransactionsText.Write(RecentTransactions.None)).Horizon);
        Assert.Empty(RecentTransactionsText.Read(RecentTransactionsText.Write(RecentTransactions.None)).Items);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 w1")]
    [InlineData("0 w1/x/5")]
    [InlineData("0 w1/c/")]
    [InlineData("x")]
    public void Text_of_another_form_is_refused_rather_than_taken_for_no_transactions(string text) =>
        Assert.ThrowsAny<FormatException>(() => RecentTransactionsText.Read(text));
}
