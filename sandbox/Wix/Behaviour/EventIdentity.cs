namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>The envelope's <c>identity</c> on an event about a change that the app made.</summary>
public enum EventIdentity
{
    /// <summary>Type APP with the id of the app that made the call: the documented meaning.</summary>
    OurApp,

    /// <summary>Type APP with the id of Wix's own Loyalty app.</summary>
    LoyaltyApp,

    /// <summary>No identity at all.</summary>
    Absent,

    /// <summary>Somebody else: a user of the site.</summary>
    Wrong,
}
