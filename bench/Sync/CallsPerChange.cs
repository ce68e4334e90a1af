using System.Globalization;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Bench.StorageDouble;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>Calls counted where they arrive, divided by the changes that they served, echoes included.</summary>
internal sealed record CallsPerChange(double Queue, double Table, double Wix, double External, StorageCalls Storage)
{
    public static async Task<CallsSoFar> ReadAsync(DoubleStorage storage, BenchSite site, CancellationToken ct) => new(
        await storage.ReadCallsAsync(ct),
        site.Wix.ReadSummary().Requests.Where(request => !request.Key.Contains("oauth2", StringComparison.Ordinal)).Sum(request => request.Value),
        site.External.State.Requests.Sum(request => request.Value));

    public static CallsPerChange Between(CallsSoFar before, CallsSoFar after, int changes)
    {
        var storage = after.Storage.Since(before.Storage);
        return new(
            (double)(storage.Of("put") + storage.Of("receive") + storage.Of("update") + storage.Of("delete")) / changes,
            (double)(storage.Of("get") + storage.Of("query") + storage.Of("write") + storage.Of("batch")) / changes,
            (double)(after.Wix - before.Wix) / changes,
            (double)(after.External - before.External) / changes,
            storage);
    }

    public string[] Cells() => [Text(Queue), Text(Table), Text(Wix), Text(External)];

    private static string Text(double calls) => calls.ToString("N2", CultureInfo.InvariantCulture);
}
