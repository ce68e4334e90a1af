using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class MarkerTests
{
    [Fact]
    public void Every_try_of_a_change_carries_the_same_marker_and_no_other_change_does()
    {
        var marker = Marker.For(Links.SiteId, Side.Wix, "t1");
        Assert.Equal(marker, Marker.For(Links.SiteId, Side.Wix, "t1"));
        Assert.NotEqual(marker, Marker.For(Links.SiteId, Side.External, "t1"));
        Assert.NotEqual(marker, Marker.For(Links.SiteId, Side.Wix, "t2"));
    }

    [Fact]
    public void A_long_title_leaves_room_for_the_marker_in_what_Wix_takes()
    {
        var marker = Marker.For(Links.SiteId, Side.Wix, "t1");
        var description = Marker.Describe(new string('x', 300), marker);
        Assert.Equal(100, description.Length);
        Assert.True(Marker.Carries(description, marker));
        Assert.True(Marker.CarriesAny(description));
    }
}
