namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A site's loyalty program.</summary>
/// <param name="Status"><c>DRAFT</c>, <c>ACTIVE</c> or <c>PAUSED</c>.</param>
internal sealed record SimProgram(string? Name, string PointName, string Status, DateTimeOffset CreatedDate, DateTimeOffset UpdatedDate)
{
    public bool IsActive => Status == "ACTIVE";
}
