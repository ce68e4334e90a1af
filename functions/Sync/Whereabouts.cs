using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sync;

/// <summary>What a look at the other side says about a write whose outcome is unknown.</summary>
public abstract record Whereabouts
{
    private Whereabouts()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record Landed(WriteOutcome.Written Write) : Whereabouts;

    /// <summary>It is not there, and no earlier send of it can land any more once <paramref name="Prepared"/> is sent.</summary>
    public sealed record NotLanded(PendingWrite Prepared) : Whereabouts;

    /// <summary>What the side shows does not settle it: look again later.</summary>
    public sealed record CannotTell(PendingWrite Write) : Whereabouts;
}
