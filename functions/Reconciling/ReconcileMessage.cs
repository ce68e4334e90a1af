namespace LoyaltyFunctions.Reconciling;

/// <summary>On <c>reconcile</c>: go on with the job. Where it stands is in the job itself, so a repeated message repeats nothing.</summary>
/// <param name="V">Version of this shape.</param>
/// <param name="Attempt">How often in a row the job could not go on.</param>
public sealed record ReconcileMessage(int V, string SiteId, string JobId, int Attempt, string? TraceParent);
