namespace LoyaltyFunctions.Jobs;

/// <summary>Which flow a job belongs to.</summary>
public enum JobKind
{
    Activation,
    Messages,
    Reconcile,
}
