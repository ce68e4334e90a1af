using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Ledger;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The ids under which the ledger holds a repair, as if it were a change: they follow from the account, the job and what the balances differed
/// by, so that every try of the same repair is the same one.
/// </summary>
public static class DriftId
{
    private const string Prefix = "drift-";
    private const string Back = "-back";

    /// <summary>The difference itself, as a change on the side where it appeared.</summary>
    public static string Of(string jobId, Link link, long wix, long external)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{jobId}|{link.SiteId}|{link.WixAccountId}|{link.WixKnown}|{wix}|{link.ExternalKnown}|{external}");
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..12]);
    }

    /// <summary>What takes it back on that side.</summary>
    public static string BackOf(string id) => id + Back;

    /// <summary>Whether the ledger's transaction is a repair, and none that a system made.</summary>
    public static bool Is(string transactionId) => transactionId.StartsWith(Prefix, StringComparison.Ordinal);
}
