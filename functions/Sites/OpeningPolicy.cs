namespace LoyaltyFunctions.Sites;

/// <summary>What becomes of the points that two accounts have when they are linked.</summary>
public enum OpeningPolicy
{
    /// <summary>Both keep theirs; only later changes move.</summary>
    Keep,

    /// <summary>The external account gets the Wix balance.</summary>
    Wix,

    /// <summary>The Wix account gets the external balance.</summary>
    External,

    /// <summary>Both get the sum.</summary>
    Add,
}
