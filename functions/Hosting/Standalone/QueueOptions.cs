namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>Section <c>Functions:Queues</c>.</summary>
public sealed class QueueOptions
{
    /// <summary>
    /// How long a received message is hidden from others; renewed at half time while its function runs. After a crash the message is seen
    /// again when this has passed. Whole seconds.
    /// </summary>
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The first wait after a poll that found fewer messages than asked for; it doubles up to <c>maxPollingInterval</c> of <c>host.json</c>.</summary>
    public TimeSpan MinPollingInterval { get; set; } = TimeSpan.FromMilliseconds(50);
}
