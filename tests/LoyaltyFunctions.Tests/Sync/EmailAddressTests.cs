using LoyaltyFunctions.Linking;

namespace LoyaltyFunctions.Tests.Sync;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Ann@Example.COM ", "ann@example.com")]
    [InlineData("ann@bücher.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@BÜCHER.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example")]
    [InlineData("a@b@example.com", "a@b@example.com")]
    [InlineData("", null)]
    [InlineData("ann", null)]
    [InlineData("@example.com", null)]
    [InlineData("ann@", null)]
    [InlineData(null, null)]
    public void Addresses_are_compared_in_one_form(string? address, string? expected) => Assert.Equal(expected, EmailAddress.Normalise(address));
}
