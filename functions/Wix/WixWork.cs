namespace LoyaltyFunctions.Wix;

/// <summary>Whose share of a site's 200 Wix calls a minute a call takes.</summary>
public enum WixWork
{
    /// <summary>Live sync: may use all of it.</summary>
    Live,

    /// <summary>Activation, messages, reconcile: at most 70 %.</summary>
    Background,
}
