using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;

namespace LoyaltyFunctions.Tests.Activation;

public sealed class ActivationTests
{
    private static readonly WixSimulatorOptions Draft = new() { CallsPerWindow = 0, ProgramName = null };

    [Fact]
    public async Task A_fresh_program_is_named_and_activated_and_every_contact_gets_one_linked_account()
    {
        await using var world = await SyncWorld.StartAsync(simulator: Draft);
        world.Wix.AddContacts(30, silent: true);
        world.Wix.AddContacts(5, accounts: true, silent: true);
        world.External.AddAccounts(10);
        using var activation = new ActivationDriver(world);

        var job = await activation.RunAsync();

        Assert.Equal((35, 30, 5, 35), (job["contacts"], job["created"], job["existing"], job["linked"]));
        var wix = world.Wix.ReadLedger();
        Assert.Equal(35, wix.Accounts.Select(a => a.ContactId).Distinct().Count());
        Assert.Equal(35, wix.Accounts.Count);
        // Ten were there already and belong to the first ten.
        Assert.Equal(35, world.External.State.Accounts.Count);
        Assert.Empty(await activation.ReportAsync(job.Json.GetProperty("jobId").GetString()!));

        var again = await activation.RunAsync();
        Assert.Equal((35, 0, 35, 0, 35), (again["contacts"], again["created"], again["existing"], again["linked"], again["alreadyLinked"]));
        Assert.Equal(35, world.Wix.ReadLedger().Accounts.Count);
        Assert.Equal(35, world.External.State.Accounts.Count);
    }

    [Fact]
    public async Task A_rehearsal_writes_nothing_anywhere_and_tells_what_would_be_done()
    {
        await using var world = await SyncWorld.StartAsync(simulator: Draft);
        (world.Wix.WebhookUrl, world.External.WebhookUrl) = (null, null);
        world.Wix.AddContacts(20, silent: true);
        var rich = world.Wix.AddContact(new NewWixContact("rich@example.com", Account: true), silent: true);
        world.Wix.Earn(world.Wix.ReadLedger().Accounts.Single(a => a.ContactId == rich.Id).Id, 70);
        world.External.AddAccount("rich@example.com", points: 5);
        world.External.AddAccounts(3);
        world.Wix.AddContact(new NewWixContact("twice@example.com"), silent: true);
        world.Wix.AddContact(new NewWixContact("Twice@example.com"), silent: true);
        using var activation = new ActivationDriver(world);
        using var unclear = await activation.PostAsync("dryRun=perhaps");
        Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        var before = world.External.State;
        var requests = world.Wix.ReadSummary().Requests;

        var job = await activation.RunAsync(dryRun: true);

        Assert.Equal((23, 22, 1), (job["contacts"], job["toCreate"], job["existing"]));
        Assert.Equal((4, 17, 2, 1), (job["matched"], job["toCreateThere"], job["ambiguous"], job["balancesDiffer"]));
        Assert.True(job.Expected("wixCallsInEarnest") is >= 22 and < 40, $"{job}");
        var report = await activation.ReportAsync(job.Json.GetProperty("jobId").GetString()!);
        Assert.Equal(["ambiguous_email", "ambiguous_email", "balances_differ"], report.Select(line => line[0]).Order(StringComparer.Ordinal));
        Assert.Contains("70 points on Wix, 5 in the external system", report.Single(line => line[0] == "balances_differ")[4], StringComparison.Ordinal);

        var after = world.Wix.ReadSummary();
        string[] reads = ["GET ", "POST /oauth2/token", "POST /contacts/v4/contacts/query", "POST /loyalty-accounts/v1/accounts/query"];
        Assert.All(
            after.Requests.Where(r => r.Value > requests.GetValueOrDefault(r.Key)),
            r => Assert.Contains(reads, read => r.Key.StartsWith(read, StringComparison.Ordinal)));
        Assert.Equal(1, after.Accounts);
        Assert.Equal(before.Accounts, world.External.State.Accounts);
        Assert.Equal(before.Transactions, world.External.State.Transactions);
    }

    [Theory]
    [InlineData("loyaltyAppInstalled", "loyalty-app-missing")]
    [InlineData("removed", "app-not-installed")]
    [InlineData("paused", "program-paused")]
    [InlineData("unnamed", "program-unnamed")]
    public async Task What_stands_against_activation_is_said_with_what_to_do(string obstacle, string code)
    {
        Dictionary<string, string?> settings = obstacle == "unnamed" ? new() { ["Sites:{site}:Name"] = "" } : [];
        var behaviour = new WixBehaviour { LoyaltyAppInstalled = obstacle != "loyaltyAppInstalled" };
        await using var world = await SyncWorld.StartAsync(
            settings, wix: behaviour, simulator: obstacle == "paused" ? new() { ProgramActive = true, CallsPerWindow = 0 } : Draft);
        using var wix = new HttpClient { BaseAddress = world.Wix.BaseAddress };
        if (obstacle == "removed")
            world.Wix.RemoveApp(world.SiteId);
        if (obstacle == "paused")
            await PauseAsync(wix, world);
        using var activation = new ActivationDriver(world);

        using var answer = await activation.PostAsync();

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"urn:loyalty-functions:{code}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_site_that_is_not_served_and_a_job_that_never_was_are_not_found()
    {
        await using var world = await SyncWorld.StartAsync();
        using var activation = new ActivationDriver(world);

        using var site = await activation.PostAsync(siteId: Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.NotFound, site.StatusCode);
        using var job = await activation.CancelAsync("activation-0");
        Assert.Equal(HttpStatusCode.NotFound, job.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_job_stops_and_another_goes_on_from_there()
    {
        await using var world = await SyncWorld.StartAsync(
            new() { ["Wix:CallsPerWindow"] = "100" }, simulator: new() { ProgramActive = true, CallsPerWindow = 0 });
        world.Wix.AddContacts(200, silent: true);
        using var activation = new ActivationDriver(world);

        var first = await activation.StartAsync();
        Assert.Equal(first, await activation.StartAsync());
        await Eventually.HoldsAsync(() => world.Wix.ReadSummary().Accounts > 0, "the job has begun");
        using var cancelled = await activation.CancelAsync(first);
        Assert.Equal("cancelled", new JobAnswer(await cancelled.Content.ReadFromJsonAsync<JsonElement>()).State);
        await world.QuietAsync();
        var made = world.Wix.ReadSummary().Accounts;
        Assert.InRange(made, 1, 199);

        var job = await activation.RunAsync();
        Assert.Equal((200, 200 - made, made), (job["contacts"], job["created"], job["existing"]));
        Assert.Equal(200, world.Wix.ReadSummary().Accounts);
        Assert.Equal(200, world.External.State.Accounts.Count);
    }

    private static async Task PauseAsync(HttpClient wix, SyncWorld world)
    {
        using var asked = await wix.PostAsJsonAsync(
            "/oauth2/token",
            new { grant_type = "client_credentials", client_id = world.Wix.AppId, client_secret = world.Wix.AppSecret, instance_id = world.SiteId });
        var token = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        wix.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
        using var paused = await wix.PostAsJsonAsync("/loyalty-programs/v1/program/pause", new { });
        Assert.Equal(HttpStatusCode.OK, paused.StatusCode);
    }
}
