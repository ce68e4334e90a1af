namespace LoyaltyFunctions.Reconciling;

/// <summary>What a reconcile does one after the other, as its job's phase says.</summary>
public static class ReconcilePhases
{
    /// <summary>The external system's newest transactions are listed.</summary>
    public const string Transactions = "transactions";

    /// <summary>Wix's accounts are paged.</summary>
    public const string Wix = "wix";

    /// <summary>The external system's accounts are paged.</summary>
    public const string External = "external";

    /// <summary>Each account that did not add up is looked at.</summary>
    public const string Looks = "looks";

    public const string Done = "done";
}
