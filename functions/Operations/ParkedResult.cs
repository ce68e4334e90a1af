namespace LoyaltyFunctions.Operations;

/// <summary>How a decision about a parked item ended.</summary>
public enum ParkedResult
{
    Done,
    NotFound,

    /// <summary>More points than fit into one account's row of writes, in however many parts.</summary>
    CannotBeRetried,

    /// <summary>The account holds as many unsettled changes as it can: later.</summary>
    NoRoom,

    /// <summary>The change's account is stopped: that has to be decided first.</summary>
    AccountStopped,
}
