namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Whether a call that Wix may or may not refuse is refused.</summary>
public enum Refusal
{
    /// <summary>Refused with a 4xx.</summary>
    Refused,

    /// <summary>Done.</summary>
    Allowed,
}
