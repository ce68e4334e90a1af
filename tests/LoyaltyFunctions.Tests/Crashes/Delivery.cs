namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>How often the events of a scenario are delivered.</summary>
public enum Delivery
{
    /// <summary>Once.</summary>
    Clean,

    /// <summary>Twice, one after the other.</summary>
    Duplicate,

    /// <summary>Twice at the same moment.</summary>
    Twin,
}
