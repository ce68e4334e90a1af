namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>How an answer is lost after the call has done its work.</summary>
public enum LostAnswer
{
    /// <summary>The connection is cut.</summary>
    Aborted,

    /// <summary>504 with Wix's empty error body.</summary>
    GatewayTimeout,

    /// <summary>One or the other.</summary>
    Either,
}
