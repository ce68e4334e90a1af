using System.Diagnostics;
using System.Globalization;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

public sealed class KilledJobTests
{
    private const int Kills = 10;
    private const int People = 400;
    private const int Calls = 60;

    [Fact]
    public async Task A_job_whose_processes_are_killed_ten_times_ends_as_if_nothing_had_happened()
    {
        await using var world = await SyncWorld.StartAsync(simulator: new() { ProgramActive = true, CallsPerWindow = Calls, RateWindow = Window });
        // From here on the app is processes of their own.
        await world.Apps[0].StopAsync();
        world.Wix.WebhookUrl = null;
        world.Wix.AddContacts(People - 20, silent: true);
        world.Wix.AddContacts(20, accounts: true, silent: true);
        world.External.AddAccounts(100);

        var folder = Directory.CreateTempSubdirectory("loyalty-killed-");
        var app = await StartAsync(world, folder.FullName, 0);
        string jobId;
        using (var activation = new ActivationDriver(world, app.Address))
            jobId = await activation.StartAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = world.Wix.ReadSummary().Accounts;
            await Eventually.HoldsAsync(() => world.Wix.ReadSummary().Accounts > before + kill, "the job is under way");
            using (var process = Process.GetProcessById(app.Id))
                process.Kill();
            await app.DisposeAsync();
            app = await StartAsync(world, folder.FullName, kill);
        }

        Assert.InRange(world.Wix.ReadSummary().Accounts, 1, People - 1);
        using (var activation = new ActivationDriver(world, app.Address))
        {
            var job = await activation.EndOfAsync(jobId);
            Assert.Equal((People, People - 20, 20, People), (job["contacts"], job["created"], job["existing"], job["linked"]));
            Assert.Equal(People, job["listed"]);
            Assert.Empty(await activation.ReportAsync(jobId));
        }

        await app.DisposeAsync();
        folder.Delete(recursive: true);
        var accounts = world.Wix.ReadLedger().Accounts;
        Assert.Equal((People, People), (accounts.Count, accounts.Select(a => a.ContactId).Distinct().Count()));
        Assert.Equal(People, world.External.State.Accounts.Count);
        HashSet<string> linked = [];
        await foreach (var link in world.Service<LedgerStore>().ListLinksAsync(world.SiteId, default))
            linked.Add(link.ExternalAccountId);
        Assert.Equal(People, linked.Count);
    }

    // Slow enough for ten kills: no life of a process lasts longer than a window's calls.
    private static TimeSpan Window => TimeSpan.FromSeconds(2);

    private static Task<AppProcess> StartAsync(SyncWorld world, string folder, int number) => world.StartProcessAsync(
        folder,
        number,
        new() { ["Wix:CallsPerWindow"] = Calls.ToString(CultureInfo.InvariantCulture), ["Wix:RateWindow"] = Window.ToString("c") });
}
