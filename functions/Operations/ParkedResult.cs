namespace LoyaltyFunctions.Operations;

/// <summary>How a decision about a parked item ended.</summary>
public enum ParkedResult
{
    Done,
    NotFound,

    /// <summary>The other side would refuse it again, whatever happens.</summary>
    CannotBeRetried,
}
