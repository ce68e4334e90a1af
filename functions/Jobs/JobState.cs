namespace LoyaltyFunctions.Jobs;

/// <summary>How far a job has come.</summary>
public enum JobState
{
    Running,

    /// <summary>Something outside (the rate, a system that does not answer) makes it wait; it goes on by itself.</summary>
    Waiting,

    Done,

    /// <summary>A person stopped it. What it did stays.</summary>
    Cancelled,

    /// <summary>It cannot go on; <see cref="Job.Why"/> says why.</summary>
    Failed,
}
