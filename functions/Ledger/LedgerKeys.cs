using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Ledger;

/// <summary>Keys of table <c>Ledger</c>. Ids hold none of the characters that table keys forbid: GUIDs, and the contract's own pattern.</summary>
public static class LedgerKeys
{
    public const string Link = "link";

    public static string Partition(string siteId, string wixAccountId) => $"{siteId}|{wixAccountId}";

    public static string Transaction(Side side, string transactionId) => $"t|{side.Code()}|{transactionId}";
}
