namespace LoyaltyFunctions.Sync;

public enum MirrorEnd
{
    Settled,
    Parked,

    /// <summary>Not settled yet: it has to be resumed.</summary>
    Unsettled,
}
