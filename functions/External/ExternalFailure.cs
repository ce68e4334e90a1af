namespace LoyaltyFunctions.External;

/// <summary>The closed set of ways in which a call to the external system that is not a points write can fail.</summary>
public enum ExternalFailure
{
    /// <summary>4xx: the same call would be refused again.</summary>
    Refused,
    NotFound,

    /// <summary>401 or 403.</summary>
    NotPermitted,

    /// <summary>429. Nothing was done.</summary>
    Throttled,

    /// <summary>5xx, time-out, lost connection, or an answer outside the contract.</summary>
    Unavailable,
}
