namespace LoyaltyFunctions.Jobs;

/// <summary>How a page's people are worked on side by side.</summary>
internal static class SideBySide
{
    /// <summary>So many at a time, and where the caller has a synchronisation context, there: whoever runs an instance on one thread keeps it.</summary>
    public static ParallelOptions Of(int most, CancellationToken ct) => new()
    {
        MaxDegreeOfParallelism = most,
        CancellationToken = ct,
        TaskScheduler = SynchronizationContext.Current is null ? TaskScheduler.Default : TaskScheduler.FromCurrentSynchronizationContext(),
    };
}
