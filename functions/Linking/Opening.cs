using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sites;

namespace LoyaltyFunctions.Linking;

/// <summary>What the site's policy makes of two opening balances.</summary>
/// <param name="ToWix">Points to write on the Wix account; 0 for none.</param>
/// <param name="ToExternal">Points to write on the external account; 0 for none.</param>
public sealed record Opening(long ToWix, long ToExternal)
{
    private const string Prefix = "opening-";

    /// <summary>The kind of an opening's entry in the ledger.</summary>
    public const string Type = "opening";

    /// <param name="wixIsFresh">The Wix account was made after the site's sync began.</param>
    /// <param name="externalIsFresh">The external account was made by this app.</param>
    /// <remarks>A fresh account has nothing to say: under every policy but <c>Keep</c> it takes the other's balance.</remarks>
    public static Opening Of(OpeningPolicy policy, long wix, long external, bool wixIsFresh, bool externalIsFresh) => policy switch
    {
        OpeningPolicy.Keep => new(0, 0),
        _ when wixIsFresh && externalIsFresh => new(0, 0),
        _ when externalIsFresh => new(0, wix - external),
        _ when wixIsFresh => new(external - wix, 0),
        OpeningPolicy.Wix => new(0, wix - external),
        OpeningPolicy.External => new(external - wix, 0),
        OpeningPolicy.Add => new(external, wix),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy."),
    };

    /// <summary>
    /// The id under which the ledger holds an opening as if it were a change on the other side: it follows from the pair alone, so that
    /// however often a pair is linked, all tries carry the same marker and idempotency key.
    /// </summary>
    public static string IdOf(string wixAccountId, string externalAccountId) => $"{Prefix}{wixAccountId}-{externalAccountId}";

    /// <summary>Whether the ledger's transaction is an opening, and none that a system made.</summary>
    public static bool Is(string transactionId) => transactionId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether the link waits for an opening to be written.</summary>
    public static bool IsPending(Link link) => link.Pending.Any(write => Is(write.TransactionId));

    /// <summary>The points to write, by the side that they come from.</summary>
    public IEnumerable<(Side From, long Points)> Writes()
    {
        if (ToExternal != 0)
            yield return (Side.Wix, ToExternal);
        if (ToWix != 0)
            yield return (Side.External, ToWix);
    }
}
