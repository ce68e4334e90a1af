using Azure.Data.Tables;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Messages;

public sealed class NoSurprisesTests
{
    [Fact]
    public async Task A_campaign_waits_while_the_sites_accounts_are_made_or_many_wait_for_a_person()
    {
        await using var world = await MessagesWorld.StartAsync();
        world.AddMembers(20);
        var jobs = world.Jobs;
        var activation = Job.Begin("activation-1", world.SiteId, JobKind.Activation, "accounts", DateTimeOffset.UtcNow);
        await jobs.StartAsync(activation, CancellationToken.None);
        await world.Sync.Tables.GetTableClient(TableNames.Sites).UpsertEntityAsync(new TableEntity(world.SiteId, "activation") { ["JobId"] = activation.JobId });
        var parked = new ParkedStore(world.Sync.Tables);
        var accounts = world.Sync.Wix.ReadLedger().Accounts.Take(2).Select(account => account.Id).ToList();
        foreach (var accountId in accounts)
            await parked.PutAsync(new ParkedItem(world.SiteId, Side.Wix, accountId, accountId, "t", 1, "loop", DateTimeOffset.UtcNow), CancellationToken.None);

        var jobId = (await world.PostAsync()).GetProperty("jobId").GetString()!;
        await WaitsAsync(jobs, jobId, "The site's accounts are being created or linked.");
        await jobs.UpdateAsync(activation.JobId, job => job.Ended(JobState.Done, DateTimeOffset.UtcNow), CancellationToken.None);
        await WaitsAsync(jobs, jobId, "2 of 20 accounts wait for a person");
        Assert.Empty(world.Sent);

        await parked.RemoveAsync(world.SiteId, Side.Wix, accounts[0], "t", CancellationToken.None);
        await world.EndAsync(jobId);
        world.AssertEveryoneWasToldOnce();
    }

    [Fact]
    public async Task A_campaign_waits_for_a_paused_program_and_can_be_cancelled()
    {
        await using var world = await MessagesWorld.StartAsync(simulator: new() { ProgramActive = false, CallsPerWindow = 0 });
        world.Sync.Wix.AddContacts(3, members: true, silent: true);
        var jobId = (await world.PostAsync()).GetProperty("jobId").GetString()!;
        await WaitsAsync(world.Jobs, jobId, "The site's loyalty program is not active.");
        using var answer = await world.Http.DeleteAsync(new Uri($"/api/jobs/{jobId}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(JobState.Cancelled, (await world.Jobs.FindAsync(jobId, CancellationToken.None))!.State);
    }

    private static Task WaitsAsync(JobStore jobs, string jobId, string why) => Eventually.HoldsAsync(
        async () => await jobs.FindAsync(jobId, CancellationToken.None) is { State: JobState.Waiting, Why: { } reason } && reason.StartsWith(why, StringComparison.Ordinal),
        $"campaign waits: {why}");
}
