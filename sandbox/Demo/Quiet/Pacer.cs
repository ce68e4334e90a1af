namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>
/// Lets things happen at a rate, but no faster than the app keeps up: the storage emulator slows down with the number of messages that wait.
/// </summary>
internal sealed class Pacer(Func<CancellationToken, Task<long>> look, TimeProvider time, double rate)
{
    private const int MostWaiting = 250;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private long last = time.GetTimestamp();
    private long looked;
    private long waiting = long.MaxValue;
    private double due;

    /// <summary>Waits for the next moment.</summary>
    /// <returns>How many things may happen in it.</returns>
    public async Task<int> NextAsync(CancellationToken ct)
    {
        await Task.Delay(Step, time, ct);
        if (waiting == long.MaxValue || time.GetElapsedTime(looked) >= BetweenLooks)
        {
            waiting = await look(ct);
            looked = time.GetTimestamp();
        }

        due += time.GetElapsedTime(last).TotalSeconds * rate;
        last = time.GetTimestamp();
        // What could not happen while too much waited is not made up for.
        if (waiting >= MostWaiting)
            due = 0;
        var now = (int)due;
        due -= now;
        return now;
    }
}
