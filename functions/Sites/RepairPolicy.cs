namespace LoyaltyFunctions.Sites;

/// <summary>What reconcile makes of a balance that no transaction explains.</summary>
public enum RepairPolicy
{
    /// <summary>It is told, and nothing is written.</summary>
    ReportOnly,

    /// <summary>Wix is right: its difference is carried over, one of the external system is taken back there.</summary>
    WixWins,

    /// <summary>The external system is right: its difference is carried over, one of Wix is taken back there.</summary>
    ExternalWins,
}
