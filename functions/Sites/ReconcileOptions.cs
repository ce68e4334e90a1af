namespace LoyaltyFunctions.Sites;

/// <summary>Section <c>Sites:{instanceId}:Reconcile</c>: the site's nightly comparison of both sides.</summary>
public sealed class ReconcileOptions
{
    /// <summary>Do it every night; by hand it can be started anyway.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Hour of the day on the site's own clock, 0 to 23.</summary>
    public int Hour { get; set; } = 3;

    /// <summary>What becomes of balances that no transaction explains.</summary>
    public RepairPolicy Repair { get; set; } = RepairPolicy.ReportOnly;
}
