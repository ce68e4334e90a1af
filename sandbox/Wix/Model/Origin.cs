namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Who caused a change, in truth.</summary>
/// <param name="RequestId">The app's call, or a name of what people did.</param>
/// <param name="MemberId">The member who acted; null for a user of the site.</param>
internal sealed record Origin(bool ByApp, string RequestId, string? MemberId = null);
