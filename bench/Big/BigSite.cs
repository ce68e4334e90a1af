using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Bench.Sync;

namespace LoyaltyFunctions.Bench.Big;

/// <summary>A site's whole life at one size: activation, a month's turn, a reconcile.</summary>
internal static class BigSite
{
    public static async Task<List<Phase>> RunAsync(BenchContext context, int accounts, CancellationToken ct)
    {
        await using var storage = await DoubleStorage.StartAsync(ct);
        // Who has no points gets no message otherwise.
        var everybody = new Dictionary<string, string> { ["Sites__{site}__Messages__MinimumPoints"] = "0" };
        await using var site = await BenchSite.StartAsync(storage.ConnectionString, accounts, ct, accounts: false, more: everybody);
        List<Phase> phases = [];
        await MeasureAsync("activation", () => site.ActivateAsync(ct));
        await MeasureAsync("month's turn", () => site.SendMessagesAsync(ct));
        await MeasureAsync("reconcile", () => site.ReconcileAsync(ct));
        return phases;

        async Task MeasureAsync(string name, Func<Task> run)
        {
            var before = await CallsPerChange.ReadAsync(storage, site, ct);
            var start = context.Time.GetTimestamp();
            await run();
            var took = context.Time.GetElapsedTime(start);
            var after = await CallsPerChange.ReadAsync(storage, site, ct);
            phases.Add(new(
                name, accounts, took, ProcessUsage.ResidentMb(site.App.Id), ProcessUsage.PeakMb(site.App.Id),
                (double)after.Storage.Since(before.Storage).Working / accounts,
                (double)(after.Wix - before.Wix) / accounts,
                (double)(after.External - before.External) / accounts));
            context.Say($"Big sites: {accounts} accounts, {name}, {took.TotalSeconds:N0} s");
        }
    }
}
