namespace LoyaltyFunctions.Wix;

/// <summary>The closed set of ways in which a Wix call that is not a points write can fail.</summary>
public enum WixFailure
{
    /// <summary>400, 428 and other decisions of Wix: the same call would be refused again.</summary>
    Refused,

    /// <summary>409: the entity exists already, or has another revision.</summary>
    Conflict,

    NotFound,

    /// <summary>401 twice in a row (the second with a fresh token), or 403: the app is not installed, or lacks a permission.</summary>
    NotPermitted,

    /// <summary>429, or the rate governor's word that this minute is spent. Nothing was done.</summary>
    Throttled,

    /// <summary>5xx, time-out, lost connection: a read may be repeated, the effect of anything else is unknown.</summary>
    Unavailable,
}
