namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Adjust Points without a revision.</summary>
public enum MissingRevision
{
    /// <summary>Answered as a stale revision.</summary>
    Stale,

    /// <summary>Refused by validation, 400.</summary>
    BadRequest,

    /// <summary>Taken as the current revision.</summary>
    Accepted,
}
