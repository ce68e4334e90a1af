namespace LoyaltyFunctions.Ledger;

/// <summary>How far a transaction in the ledger has come.</summary>
public enum EntryState
{
    /// <summary>Its mirror is not known to be written.</summary>
    Pending,

    /// <summary>Settled: both transactions are known.</summary>
    Done,

    /// <summary>Kept for a person, with the reason.</summary>
    Parked,

    /// <summary>Moves nothing on the other side, with the reason.</summary>
    Ignored,
}
