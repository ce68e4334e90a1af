using System.Collections.Frozen;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>Wakes the pump of a queue when this process has put a message on it that can be seen.</summary>
internal sealed class QueueSignal : IQueueSignal
{
    /// <summary>By queue name.</summary>
    public FrozenDictionary<string, Wake> Wakes { get; set; } = FrozenDictionary<string, Wake>.Empty;

    public void Sent(string queue, TimeSpan delay)
    {
        if (!Wakes.TryGetValue(queue, out var wake))
            return;
        if (delay > TimeSpan.Zero)
            _ = wake.SetLaterAsync(delay);
        else
            wake.Set();
    }
}
