namespace LoyaltyFunctions.Messages.Members;

/// <summary>What became of one member's message of one month.</summary>
public enum MemberState
{
    /// <summary>It may be on its way, or have arrived, or not: until its lease is over it belongs to who began.</summary>
    Sending,

    /// <summary>It was begun, and certainly not sent.</summary>
    Waiting,

    Sent,

    /// <summary>Wix refused it, or its text could not be made.</summary>
    Failed,

    /// <summary>Nobody can tell whether it arrived; it is not sent again.</summary>
    Unknown,
}
