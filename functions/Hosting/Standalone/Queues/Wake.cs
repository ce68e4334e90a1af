using System.Threading.Channels;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>Ends another one's wait: remembered if nobody waits yet, and several calls are one. One waiter at a time.</summary>
internal sealed class Wake(TimeProvider time)
{
    // Storage's clock may show a message a moment after this one says so.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    private readonly Channel<bool> set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task? waiting;

    public void Set() => set.Writer.TryWrite(true);

    /// <summary>Sets it when what was hidden for <paramref name="delay"/> can be seen.</summary>
    public async Task SetLaterAsync(TimeSpan delay)
    {
        await Task.Delay(delay + Grace, time);
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
