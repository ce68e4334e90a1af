namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>One revision of a loyalty account.</summary>
internal sealed record AccountState(string ContactId, string? MemberId, DateTimeOffset CreatedDate)
{
    public long Earned { get; init; }
    public long Adjusted { get; init; }
    public long Redeemed { get; init; }
    public long Expired { get; init; }
    public long Revision { get; init; } = 1;
    public DateTimeOffset UpdatedDate { get; init; } = CreatedDate;
    public DateTimeOffset? LastActivityDate { get; init; }
    public bool Removed { get; init; }

    /// <summary>The revision before, kept only while queries lag behind.</summary>
    public AccountState? Previous { get; set; }

    public long Balance => Earned + Adjusted - Redeemed - Expired;
}
