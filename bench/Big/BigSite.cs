using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        await using var site = await BenchSite.StartAsync(storage.ConnectionString, accounts, ct, accounts: false);
        List<Phase> phases = [];
        await MeasureAsync("activation", () => site.ActivateAsync(ct));
        await MeasureAsync("month's turn", () => site.SendMessagesAsync(ct));
        if (await StartReconcileAsync(site, ct) is { } job)
            await MeasureAsync("reconcile", () => site.EndOfAsync(job, ct));
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

    /// <returns>The job's address; null where the app has no such function.</returns>
    private static async Task<string?> StartReconcileAsync(BenchSite site, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = site.App.Address, DefaultRequestHeaders = { { "x-functions-key", site.Keys.FunctionKey } } };
        using var answer = await http.PostAsync(new Uri($"/api/sites/{site.Keys.InstanceId}/reconcile", UriKind.Relative), null, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            return null;
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location?.ToString() ?? (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("job").GetString();
    }
}
