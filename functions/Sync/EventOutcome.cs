namespace LoyaltyFunctions.Sync;

/// <summary>What became of one event from either side; a metric's tag, so that calls can be told per kind of work.</summary>
public enum EventOutcome
{
    /// <summary>At least one change was mirrored.</summary>
    Mirrored,

    /// <summary>It told of our own mirror.</summary>
    Echo,

    /// <summary>The ledger held it already.</summary>
    Duplicate,

    /// <summary>It may be an early echo, or its account is busy: it comes back soon.</summary>
    Fenced,

    /// <summary>A look found nothing new, or a transaction that moves nothing.</summary>
    Nothing,

    /// <summary>The other side, the rate or an unknown outcome makes it wait.</summary>
    Waiting,

    /// <summary>Who belongs together changed: an account was made, linked, moved or closed, or a site came or went.</summary>
    Linked,

    /// <summary>It is kept for a person.</summary>
    Parked,
}
