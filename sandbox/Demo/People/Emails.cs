namespace LoyaltyFunctions.Sandbox.Demo.People;

/// <summary>Addresses as both systems may spell them.</summary>
internal static class Emails
{
    /// <summary>The same for every spelling that the demo's people use.</summary>
    public static string? Normalised(string? email) => email?.Trim().ToUpperInvariant();
}
