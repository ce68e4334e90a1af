namespace LoyaltyFunctions.Operations.Poison;

/// <summary>What became of a message that failed too often.</summary>
public enum PoisonState
{
    /// <summary>It waits for a person.</summary>
    Kept,

    /// <summary>It is being put back. Found so a while later: perhaps it was, perhaps not; asked again, it is put back at most once.</summary>
    Redriving,

    /// <summary>It was put back on its queue.</summary>
    Redriven,

    /// <summary>A person said that it is not needed.</summary>
    Dismissed,
}
