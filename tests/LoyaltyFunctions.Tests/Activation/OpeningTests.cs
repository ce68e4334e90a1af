using LoyaltyFunctions.Linking;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Tests.Activation;

public sealed class OpeningTests
{
    [Theory]
    [InlineData(OpeningPolicy.Keep, 100, 40, 0, 0)]
    [InlineData(OpeningPolicy.Wix, 100, 40, 0, 60)]
    [InlineData(OpeningPolicy.Wix, 40, 100, 0, -60)]
    [InlineData(OpeningPolicy.External, 100, 40, -60, 0)]
    [InlineData(OpeningPolicy.External, 40, 100, 60, 0)]
    [InlineData(OpeningPolicy.Add, 100, 40, 40, 100)]
    [InlineData(OpeningPolicy.Add, 100, 0, 0, 100)]
    [InlineData(OpeningPolicy.Wix, 70, 70, 0, 0)]
    [InlineData(OpeningPolicy.External, 70, 70, 0, 0)]
    public void The_policy_says_what_is_written_where(OpeningPolicy policy, long wix, long external, long toWix, long toExternal) =>
        Assert.Equal(new Opening(toWix, toExternal), Opening.Of(policy, wix, external, wixIsFresh: false, externalIsFresh: false));

    [Theory]
    [InlineData(OpeningPolicy.Keep, 0, 0)]
    [InlineData(OpeningPolicy.Wix, 0, 100)]
    [InlineData(OpeningPolicy.External, 0, 100)]
    [InlineData(OpeningPolicy.Add, 0, 100)]
    public void A_new_external_account_never_takes_the_points_of_the_old_one(OpeningPolicy policy, long toWix, long toExternal) =>
        Assert.Equal(new Opening(toWix, toExternal), Opening.Of(policy, 100, 0, wixIsFresh: false, externalIsFresh: true));

    [Theory]
    [InlineData(OpeningPolicy.Keep, 0, 0)]
    [InlineData(OpeningPolicy.Wix, 100, 0)]
    [InlineData(OpeningPolicy.External, 100, 0)]
    [InlineData(OpeningPolicy.Add, 100, 0)]
    public void A_new_Wix_account_never_takes_the_points_of_the_old_one(OpeningPolicy policy, long toWix, long toExternal) =>
        Assert.Equal(new Opening(toWix, toExternal), Opening.Of(policy, 0, 100, wixIsFresh: true, externalIsFresh: false));

    [Fact]
    public void Two_new_accounts_have_nothing_to_agree_on() =>
        Assert.All(Enum.GetValues<OpeningPolicy>(), policy => Assert.Equal(new Opening(0, 0), Opening.Of(policy, 0, 0, true, true)));
}
