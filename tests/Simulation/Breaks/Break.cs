namespace LoyaltyFunctions.Simulation.Breaks;

/// <summary>A step of the protocol that is left out on purpose, to see that the simulation sees it.</summary>
internal enum Break
{
    None,

    /// <summary>The link row is written whatever its ETag.</summary>
    ETag,

    /// <summary>A transaction's entry is written whether the ledger holds it or not. No seed needs the condition: the other steps come before it.</summary>
    ConditionalInsert,

    /// <summary>A batch is two: a crash between them leaves half.</summary>
    OneBatch,

    /// <summary>A write whose outcome is unknown is sent again without looking at the target.</summary>
    LookBeforeResend,

    /// <summary>What carries a mark of ours is believed to be our echo.</summary>
    ProvenanceIsNoProof,

    /// <summary>A write under way belongs to nobody.</summary>
    Lease,

    /// <summary>What could be the echo of a write under way is taken at once for what it seems.</summary>
    Fence,

    /// <summary>Every write to Wix has the account's newest revision, not the one committed with it.</summary>
    CommittedRevision,
}
