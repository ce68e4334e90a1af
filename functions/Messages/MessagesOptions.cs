namespace LoyaltyFunctions.Messages;

/// <summary>Section <c>Messages</c>: the waits of the monthly message, the same for all sites.</summary>
public sealed class MessagesOptions
{
    public const string Section = "Messages";

    /// <summary>How long after its hour a missed month is still caught up, and how long a campaign may take at most.</summary>
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a member's message belongs to the instance that began to send it; then another finds out what became of it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a campaign waits that would surprise members now, before it looks again.</summary>
    public TimeSpan WaitDelay { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often one member's message is sent again that List Messages shows not to have arrived.</summary>
    public int MaxAttempts { get; set; } = 5;
}
