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
}
