using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class PaceTests
{
    [Theory]
    [InlineData(200, 0.7, 70, 60)]
    [InlineData(200, 0.7, 7, 6)]
    [InlineData(200, 0.35, 70, 120)]
    [InlineData(0, 0.7, 70, 0)]
    public void What_is_told_takes_no_more_calls_than_the_background_may_use(int calls, double share, int told, int seconds)
    {
        var missed = new MissedTransactions(null!, null!, Options.Create(new WixOptions { CallsPerWindow = calls, BackgroundShare = share }));
        Assert.Equal(seconds, missed.PaceOf(told).TotalSeconds, tolerance: 0.001);
    }
}
