namespace LoyaltyFunctions.Storage;

/// <summary>
/// Told of each message that this process puts on a queue, so that a host which polls the same queue need not wait for its next poll.
/// A fast path only: messages of other processes are found by polling.
/// </summary>
public interface IQueueSignal
{
    /// <summary>A message that can be seen after <paramref name="delay"/> is on <paramref name="queue"/>.</summary>
    void Sent(string queue, TimeSpan delay);
}
