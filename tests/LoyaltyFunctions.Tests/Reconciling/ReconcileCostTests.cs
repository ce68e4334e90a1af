using Azure.Core.Pipeline;
using LoyaltyFunctions.Tests.Activation;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Reconciling;

public sealed class ReconcileCostTests
{
    private const int People = 250;

    // Links and pages, whatever the number of accounts.
    private const int Fixed = 10;

    [Fact]
    public async Task Accounts_that_add_up_cost_three_storage_calls_each_and_Wix_a_call_a_hundred()
    {
        var calls = new StorageCalls();
        await using var world = await SyncWorld.StartAsync(services: services => services.AddSingleton<HttpPipelinePolicy>(calls));
        world.Wix.AddContacts(People, silent: true);
        world.External.AddAccounts(People);
        using (var activation = new ActivationDriver(world))
            Assert.Equal(People, (await activation.RunAsync())["linked"]);
        await world.QuietAsync();

        var before = calls.Made.Count(IsOfReconcile);
        using var reconcile = new ReconcileDriver(world);
        var job = await reconcile.RunAsync();
        var made = calls.Made.Count(IsOfReconcile) - before;

        Assert.Equal((People, People, 0, 0), (job["wixAccounts"], job["externalAccounts"], job["looks"], job["drift"]));
        Assert.InRange(made, People, (3 * People) + Fixed);
        Assert.InRange(job["wixCalls"], 1, (People / 100) + 2);
        Assert.InRange(job["externalCalls"], 1, 4);
    }

    // Without the job's row, which the test itself reads again and again, and what is read again with time.
    private static bool IsOfReconcile(string call) =>
        !call.Contains("/Jobs", StringComparison.Ordinal) && !call.Contains("/messages", StringComparison.Ordinal)
        && !call.Contains("/Timers", StringComparison.Ordinal) && !call.Contains("/Sites", StringComparison.Ordinal);
}
