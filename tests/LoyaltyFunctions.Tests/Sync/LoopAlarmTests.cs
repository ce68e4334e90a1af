using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class LoopAlarmTests
{
    private static readonly SyncOptions Options = new();

    [Fact]
    public void Two_sides_that_answer_each_other_ring() => Assert.True(Rings(i => (i % 2 == 0 ? Side.Wix : Side.External, 10), TimeSpan.FromSeconds(5)));

    [Fact]
    public void One_person_who_earns_the_same_again_and_again_does_not() => Assert.False(Rings(_ => (Side.Wix, 10), TimeSpan.FromSeconds(5)));

    [Fact]
    public void Different_points_do_not() => Assert.False(Rings(i => (i % 2 == 0 ? Side.Wix : Side.External, 10 + i), TimeSpan.FromSeconds(5)));

    [Fact]
    public void The_same_over_hours_does_not() => Assert.False(Rings(i => (i % 2 == 0 ? Side.Wix : Side.External, 10), TimeSpan.FromHours(1)));

    private static bool Rings(Func<int, (Side, long)> change, TimeSpan apart)
    {
        IReadOnlyList<VolleyChange> volley = [];
        var rings = false;
        for (var i = 0; i < Options.LoopChanges; i++)
        {
            var (side, points) = change(i);
            (volley, rings) = LoopAlarm.Add(volley, new(side, points, Links.Noon + (apart * i)), Options);
        }

        return rings;
    }
}
