using Azure.Core;
using Azure.Core.Pipeline;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Sync;

/// <summary>What becomes of an item whose parking did not come about: the ledger decides.</summary>
public sealed class ParkingTests
{
    [Fact]
    public async Task An_account_that_was_not_stopped_after_all_is_taken_off_the_list_and_one_that_was_stays()
    {
        await using var world = await SyncWorld.StartAsync();
        var (parking, ledger, link) = await BeginAsync(world);

        await ListAsync(parking, link);
        await parking.RetractAccountAsync(link, default);
        Assert.Null(await FindAsync(parking, link));

        await ListAsync(parking, link);
        await StopAsync(ledger, link);
        await parking.RetractAccountAsync(link, default);
        Assert.NotNull(await FindAsync(parking, link));
    }

    [Fact]
    public async Task An_account_that_another_instance_stops_while_it_is_taken_off_the_list_is_on_it_afterwards()
    {
        var meanwhile = new AfterRemoval();
        await using var world = await SyncWorld.StartAsync(services: services => services.AddSingleton<HttpPipelinePolicy>(meanwhile));
        var (parking, ledger, link) = await BeginAsync(world);
        meanwhile.Act = () => StopAsync(ledger, link);

        await ListAsync(parking, link);
        await parking.RetractAccountAsync(link, default);

        Assert.Null(meanwhile.Act);
        Assert.Equal(ParkReasons.LoopAlarm, (await FindAsync(parking, link))?.Reason);
    }

    private static async Task<(Parking Parking, LedgerStore Ledger, Link Link)> BeginAsync(SyncWorld world)
    {
        var ledger = world.Service<LedgerStore>();
        return (world.Service<Parking>(), ledger, (await ledger.TryCreateLinkAsync(Links.Link(), [], default))!);
    }

    private static Task ListAsync(Parking parking, Link link) =>
        parking.PutAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, link.WixAccountId, ParkReasons.LoopAlarm, default);

    private static Task<ParkedItem?> FindAsync(Parking parking, Link link) => parking.FindAccountAsync(link.SiteId, Side.Wix, link.WixAccountId, default);

    private static async Task StopAsync(LedgerStore ledger, Link link) =>
        Assert.Equal(CommitOutcome.Committed, (await ledger.CommitAsync(new LedgerCommit(link with { State = LinkState.Parked }, [], []), default)).Outcome);

    /// <summary>Does something once, right after an item has been taken off the list.</summary>
    private sealed class AfterRemoval : HttpPipelinePolicy
    {
        public Func<Task>? Act { get; set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The app calls storage asynchronously.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (message.Request.Method == RequestMethod.Delete && message.Request.Uri.Path.Contains("/Parked(", StringComparison.Ordinal) && Act is { } act)
            {
                Act = null;
                await act();
            }
        }
    }
}
