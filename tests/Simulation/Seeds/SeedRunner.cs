using LoyaltyFunctions.Simulation.Breaks;

namespace LoyaltyFunctions.Simulation.Seeds;

/// <summary>Runs seeds on all cores, each on one thread from beginning to end.</summary>
/// <param name="trace">Where each seed writes what happens; only for one seed at a time.</param>
internal sealed class SeedRunner(Break broken, TextWriter? trace = null)
{
    /// <summary>Runs <paramref name="count"/> seeds from <paramref name="first"/> on, or until it is cancelled.</summary>
    /// <param name="finished">Told of each seed and the totals with it, on whichever thread it ran.</param>
    public SeedTotals Run(long first, int count, Action<SeedResult, SeedTotals> finished, CancellationToken ct)
    {
        var next = -1;
        var totals = SeedTotals.None;
        var gate = new Lock();
        Exception? failure = null;
        var threads = Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => new Thread(RunSome, 16 * 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failure is null ? totals : throw new InvalidOperationException("A seed could not be run to its end.", failure);

        void RunSome()
        {
            while (!ct.IsCancellationRequested && Volatile.Read(ref failure) is null && Interlocked.Increment(ref next) is var index && index < count)
            {
                try
                {
                    var result = SeedRun.Of(first + index, broken, trace);
                    SeedTotals soFar;
                    lock (gate)
                        soFar = totals = totals.With(result);
                    finished(result, soFar);
                }
                catch (Exception e)
                {
                    Volatile.Write(ref failure, new InvalidOperationException($"Seed {first + index}", e));
                }
            }
        }
    }
}
