namespace LoyaltyFunctions.Simulation.Wix;

/// <summary>A loyalty account as Wix has it, its transactions in the order in which they happened.</summary>
internal sealed class WixAccount(string id, string contactId, DateTimeOffset createdAt)
{
    public string Id => id;

    public string ContactId => contactId;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    public long Revision { get; set; } = 1;

    public long Balance { get; set; }

    /// <summary>The balance before the first transaction that counts.</summary>
    public long Opening { get; set; }

    /// <summary>By how much the balance moved without a transaction.</summary>
    public long Drift { get; set; }

    public List<WixTransaction> Transactions { get; } = [];

    /// <summary>Keys of Earn Points calls.</summary>
    public HashSet<string> EarnKeys { get; } = new(StringComparer.Ordinal);
}
