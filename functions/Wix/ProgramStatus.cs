namespace LoyaltyFunctions.Wix;

/// <summary>Whether a site's loyalty program runs. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-program"/></summary>
public enum ProgramStatus
{
    Unknown,

    /// <summary>Never activated.</summary>
    Draft,
    Active,

    /// <summary>Its merchant paused it.</summary>
    Paused,
}
