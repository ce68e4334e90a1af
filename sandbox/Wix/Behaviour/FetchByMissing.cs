namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Get Account By Secondary ID where there is no account.</summary>
public enum FetchByMissing
{
    /// <summary>404.</summary>
    NotFound,

    /// <summary>200 with an empty object.</summary>
    Empty,
}
