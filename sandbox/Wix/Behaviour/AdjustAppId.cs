namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What <c>adjustInfo.appId</c> of a transaction made by the app's Adjust Points says.</summary>
public enum AdjustAppId
{
    /// <summary>The Loyalty app's id, as in every published sample.</summary>
    LoyaltyApp,

    /// <summary>The id of the app that made the call.</summary>
    OurApp,

    /// <summary>Nothing.</summary>
    Absent,
}
