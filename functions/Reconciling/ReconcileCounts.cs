namespace LoyaltyFunctions.Reconciling;

/// <summary>The names under which a reconcile counts, as they stand in its job.</summary>
public static class ReconcileCounts
{
    /// <summary>Transactions of the external system that were listed.</summary>
    public const string Transactions = "transactions";

    /// <summary>Wix accounts compared.</summary>
    public const string WixAccounts = "wixAccounts";

    /// <summary>External accounts compared.</summary>
    public const string ExternalAccounts = "externalAccounts";

    /// <summary>Accounts linked by it.</summary>
    public const string Linked = "linked";

    /// <summary>Linked accounts that are stopped or closed, and therefore not compared.</summary>
    public const string Stopped = "stopped";

    /// <summary>Looks at single accounts.</summary>
    public const string Looks = "looks";

    public const string WixCalls = "wixCalls";

    public const string ExternalCalls = "externalCalls";
}
