using System.Threading.Channels;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>Ends another one's wait: remembered if nobody waits yet, and several calls are one. One waiter at a time.</summary>
internal sealed class Wake(TimeProvider time)
{
    private readonly Channel<bool> set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task? waiting;

    public void Set() => set.Writer.TryWrite(true);

    public async Task SetLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay, time);
        Set();
    }

    /// <summary>Whether somebody called, before the time was up or the token cancelled.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        waiting ??= set.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await waiting.WaitAsync(atMost, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!waiting.IsCompleted)
            return false;
        waiting = null;
        return set.Reader.TryRead(out _);
    }
}
