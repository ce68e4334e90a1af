namespace LoyaltyFunctions.Wix;

/// <summary>A Wix loyalty account, as far as this app reads it.</summary>
/// <param name="Id">GUID, lower case.</param>
/// <param name="Revision">Grows by one at every update of the account.</param>
/// <param name="Balance">Points, never negative.</param>
/// <param name="Email">Of the account's contact; null when Wix does not say.</param>
public sealed record LoyaltyAccount(string Id, string? ContactId, string? MemberId, long Revision, long Balance, string? Email)
{
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Of the last update of any kind.</summary>
    public DateTimeOffset? UpdatedDate { get; init; }

    /// <summary>Null in the base tier, and where the program has none.</summary>
    public string? TierId { get; init; }

    /// <summary>Points that will be lost on <see cref="ExpirationDate"/> unless something happens.</summary>
    public long ExpiringPoints { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }
}
