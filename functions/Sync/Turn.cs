namespace LoyaltyFunctions.Sync;

/// <summary>
/// One holder at a time, first come, first served. Who gives up waiting loses its place. Whoever waits goes on where it waited from, never
/// on the thread of who ends the turn.
/// </summary>
internal sealed class Turn
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = new();
    private bool taken;

    /// <summary>Waits for the turn; dispose the result to end it.</summary>
    /// <exception cref="OperationCanceledException">It was not its turn before <paramref name="ct"/>.</exception>
    public async ValueTask<IDisposable> TakeAsync(CancellationToken ct)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            ct.ThrowIfCancellationRequested();
            if (!taken)
            {
                taken = true;
                return new Holding(this);
            }

            mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(mine);
        }

        await using var giveUp = ct.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), mine);
        await mine.Task;
        return new Holding(this);
    }

    private void End()
    {
        lock (gate)
        {
            // One that gave up is passed over.
            while (waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }

            taken = false;
        }
    }

    private sealed class Holding(Turn turn) : IDisposable
    {
        public void Dispose() => turn.End();
    }
}
