namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>How the calls of a site are counted against its rate limit.</summary>
public enum RateLimitWindow
{
    /// <summary>Windows that follow each other on the clock.</summary>
    Fixed,

    /// <summary>No window, wherever it begins, holds more than the limit.</summary>
    Sliding,
}
