namespace LoyaltyFunctions.Sync;

/// <summary>What a transaction that one side shows is to the sync.</summary>
public enum Recognition
{
    /// <summary>Nobody here wrote it and the ledger does not hold it: it is to be mirrored.</summary>
    Change,

    /// <summary>The ledger holds it as somebody's change.</summary>
    Duplicate,

    /// <summary>The ledger holds it as our mirror, or it carries the marker of a write under way.</summary>
    Echo,

    /// <summary>It may be the echo of a write under way whose answer is still missing: ask again when that is settled.</summary>
    PerhapsEcho,

    /// <summary>It carries a marker of ours, but the ledger knows another mirror, or none: a person has to look.</summary>
    Suspicious,

    /// <summary>It moves nothing: zero points.</summary>
    Nothing,

    /// <summary>Of a kind this app does not know.</summary>
    UnknownKind,
}
