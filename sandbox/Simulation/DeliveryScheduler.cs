using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Simulation;

/// <summary>
/// Runs deliveries after a delay, so many at a time. What waits when it is disposed is dropped, as when a sender dies. A delivery handles the
/// failures that it expects; any other comes out of <see cref="DisposeAsync"/>.
/// </summary>
public sealed class DeliveryScheduler : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken stopped;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentDictionary<long, Task> underWay = new();
    private long last;

    /// <param name="concurrency">How many deliveries are under way at most.</param>
    public DeliveryScheduler(TimeProvider time, int concurrency = 64)
    {
        this.time = time;
        places = new SemaphoreSlim(concurrency);
        stopped = stop.Token;
    }

    /// <summary>Deliveries that wait or are under way.</summary>
    public int Pending => underWay.Count;

    public void Schedule(TimeSpan delay, Func<CancellationToken, Task> delivery)
    {
        var key = Interlocked.Increment(ref last);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Entered before it begins, so that it cannot end before it is counted.
        underWay[key] = RunAsync(key, delay, delivery, begun.Task);
        begun.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(underWay.Values);
        places.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync(long key, TimeSpan delay, Func<CancellationToken, Task> delivery, Task begun)
    {
        await begun;
        try
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, time, stopped);
            stopped.ThrowIfCancellationRequested();
            await places.WaitAsync(stopped);
            try
            {
                await delivery(stopped);
            }
            finally
            {
                places.Release();
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return;
        }

        underWay.TryRemove(key, out _);
    }
}
