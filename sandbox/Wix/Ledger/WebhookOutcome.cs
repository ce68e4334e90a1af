namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What came of one delivery of a webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>Status 200 in time: the only acknowledgement.</summary>
    Acknowledged,

    /// <summary>Another status.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>Never sent, by <see cref="WixBehaviour.DropRate"/>.</summary>
    Dropped,
}
