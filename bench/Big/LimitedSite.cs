using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Bench.Site;
using LoyaltyFunctions.Bench.StorageDouble;
using LoyaltyFunctions.Bench.Sync;

namespace LoyaltyFunctions.Bench.Big;

/// <summary>The activation of a site whose Wix allows what the real one does, in compressed time.</summary>
internal static class LimitedSite
{
    /// <summary>How much faster its time goes.</summary>
    public const int Faster = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1) / Faster;

    public static async Task<Phase> RunAsync(BenchContext context, int accounts, CancellationToken ct)
    {
        await using var storage = await DoubleStorage.StartAsync(ct);
        var limit = new Dictionary<string, string> { ["Wix__CallsPerWindow"] = "200", ["Wix__RateWindow"] = Window.ToString("c") };
        await using var site = await BenchSite.StartAsync(storage.ConnectionString, accounts, ct, accounts: false, more: limit, rateWindow: Window);
        var before = await CallsPerChange.ReadAsync(storage, site, ct);
        var start = context.Time.GetTimestamp();
        await site.ActivateAsync(ct);
        var took = context.Time.GetElapsedTime(start);
        var after = await CallsPerChange.ReadAsync(storage, site, ct);
        return new("activation", accounts, took, 0, 0, 0, (double)(after.Wix - before.Wix) / accounts, 0);
    }
}
