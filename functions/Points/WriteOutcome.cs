namespace LoyaltyFunctions.Points;

/// <summary>What is known after a points write to either side. Closed: a caller's <c>switch</c> over it is complete.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The transaction exists.</summary>
    /// <param name="TransactionId">The written transaction's id; null where the side says that it exists but not which it is.</param>
    /// <param name="Balance">The balance after it, in points; null when the side did not say.</param>
    /// <param name="Revision">Wix: the account's revision after it. External: null.</param>
    public sealed record Written(string? TransactionId, long? Balance, long? Revision) : WriteOutcome;

    /// <summary>Wix only: the account has another revision than the one sent. This send wrote nothing.</summary>
    public sealed record Stale : WriteOutcome;

    /// <summary>The side decided against it and would again. Nothing was written.</summary>
    /// <param name="Code">The side's own code, or <see cref="RefusalCodes"/> where the meaning is known.</param>
    /// <param name="Message">For people; holds no personal data.</param>
    public sealed record Refused(string Code, string Message) : WriteOutcome;

    /// <summary>Too many calls. Nothing was written.</summary>
    public sealed record Throttled(TimeSpan Wait) : WriteOutcome;

    /// <summary>The answer is missing or says nothing (time-out, lost connection, 5xx): written or not, nobody here knows.</summary>
    public sealed record Unknown(string Why) : WriteOutcome;
}
