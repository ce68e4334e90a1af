using Azure.Core.Pipeline;
using LoyaltyFunctions.Tests.Activation;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class ReconcileCostTests
{
    private const int People = 250;

    private static readonly string[] Tables = ["/Ledger", "/AccountLinks", "/Parked", "/$batch"];

    // Its commits, whatever the number of accounts.
    private const int Fixed = 10;

    [Fact]
    public async Task Accounts_that_add_up_cost_two_storage_calls_each_and_Wix_a_call_a_hundred()
    {
        var calls = new StorageCalls();
        await using var world = await SyncWorld.StartAsync(services: services => services.AddSingleton<HttpPipelinePolicy>(calls));
        world.Wix.AddContacts(People, silent: true);
        world.External.AddAccounts(People);
        using (var activation = new ActivationDriver(world))
            Assert.Equal(People, (await activation.RunAsync())["linked"]);
        await world.QuietAsync();

        var before = calls.Made.Count;
        using var reconcile = new ReconcileDriver(world);
        var job = await reconcile.RunAsync();
        var made = calls.Made.Skip(before).Where(IsOfReconcile).ToList();

        Assert.Equal((People, People, 0, 0), (job["wixAccounts"], job["externalAccounts"], job["looks"], job["drift"]));
        Assert.True(
            made.Count is >= People and <= (2 * People) + Fixed,
            $"{made.Count} calls: {string.Join(", ", made.CountBy(call => call.Split('(')[0]).Select(of => $"{of.Value} {of.Key}"))}");
        Assert.InRange(job["wixCalls"], 1, (People / 100) + 2);
        Assert.InRange(job["externalCalls"], 1, 4);
    }

    // The job's row, which the test itself reads again and again, and what timers look at are no cost of a reconcile.
    private static bool IsOfReconcile(string call) => Tables.Any(table => call.Contains(table, StringComparison.Ordinal));
}
