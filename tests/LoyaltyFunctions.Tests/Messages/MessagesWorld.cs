using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Sandbox.Wix;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Tests.Messages;

/// <summary>A site whose members have points, and the ways to have them told.</summary>
public sealed class MessagesWorld : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> ShortWaits = new()
    {
        ["Wix:Timeout"] = "00:00:01",
        ["Messages:Lease"] = "00:00:02.5",
        ["Messages:WaitDelay"] = "00:00:01",
        ["Functions:Queues:LockDuration"] = "00:00:02",
        ["Functions:Keys:_master"] = "master-key",
        ["Sites:{site}:TimeZone"] = "Europe/Berlin",
        ["Sites:{site}:Messages:Link"] = "https://www.example.com/rewards",
    };

    private readonly Dictionary<string, long> balances = new(StringComparer.Ordinal);
    private HttpClient? http;

    private MessagesWorld(SyncWorld sync) => Sync = sync;

    public SyncWorld Sync { get; }

    public string SiteId => Sync.SiteId;

    /// <summary>Of each member, what the message must say.</summary>
    public IReadOnlyDictionary<string, long> Balances => balances;

    public JobStore Jobs => new(Sync.Tables, TimeProvider.System);

    public HttpClient Http => http ??= ClientOf(new Uri(Sync.Apps[^1].Urls.First()));

    public static async Task<MessagesWorld> StartAsync(
        Dictionary<string, string?>? settings = null,
        int processes = 1,
        WixBehaviour? wix = null,
        WixSimulatorOptions? simulator = null,
        Action<IServiceCollection, SyncWorld>? configure = null)
    {
        var world = new MessagesWorld(await SyncWorld.StartAsync(processes: 0, wix: wix, simulator: simulator));
        for (var i = 0; i < processes; i++)
            await world.Sync.StartAppAsync(SettingsWith(settings), configure is null ? null : services => configure(services, world.Sync));
        return world;
    }

    public static Dictionary<string, string?> SettingsWith(Dictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?>(ShortWaits);
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        return all;
    }

    public static HttpClient ClientOf(Uri address) => new() { BaseAddress = address, DefaultRequestHeaders = { { "x-functions-key", "test-key" } } };

    /// <summary>Members with points of their own: nobody hears of how they came by them.</summary>
    public void AddMembers(int count)
    {
        Sync.Wix.AddContacts(count, members: true, accounts: true, silent: true);
        var points = 100;
        foreach (var account in Sync.Wix.ReadLedger().Accounts.Where(account => !balances.ContainsKey(account.MemberId!)))
        {
            Sync.Wix.Earn(account.Id, ++points);
            balances[account.MemberId!] = points;
        }
    }

    /// <returns>The member's id.</returns>
    public string AddMember(NewWixContact contact, long points)
    {
        var added = Sync.Wix.AddContact(contact with { Member = true, Account = true }, silent: true);
        var account = Sync.Wix.ReadLedger().Accounts.Single(account => account.ContactId == added.Id);
        if (points > 0)
            Sync.Wix.Earn(account.Id, points);
        return account.MemberId!;
    }

    public async Task<JsonElement> PostAsync(bool dryRun = false)
    {
        using var answer = await Http.PostAsync(new Uri($"/api/sites/{SiteId}/messages{(dryRun ? "?dryRun=true" : "")}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string> RunAsync()
    {
        var jobId = (await PostAsync()).GetProperty("jobId").GetString()!;
        await EndAsync(jobId);
        return jobId;
    }

    /// <summary>Waits until the job is done.</summary>
    public async Task<JobCounts> EndAsync(string jobId)
    {
        Job? job = null;
        await Eventually.HoldsAsync(
            async () => (job = await Jobs.FindAsync(jobId, CancellationToken.None)) is { IsLive: false }, $"campaign {jobId} has ended");
        Assert.True(job!.State == JobState.Done, $"{job.State}: {job.Why}");
        return await Jobs.CountAsync(jobId, CancellationToken.None);
    }

    public IReadOnlyList<WixLedgerMessage> Sent => Sync.Wix.ReadLedger().Messages;

    /// <summary>Each member got one message with the member's own balance, and nobody anything else.</summary>
    public void AssertEveryoneWasToldOnce()
    {
        var told = Sent.ToLookup(message => message.MemberId!);
        var wrong = balances.Where(member => told[member.Key].Count() != 1 || !told[member.Key].Single().Text.Contains(Says(member.Value), StringComparison.Ordinal))
            .Select(member => $"{member.Key} with {member.Value} points got {told[member.Key].Count()}: {string.Join(" | ", told[member.Key].Select(m => m.Text))}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {balances.Count}:\n{string.Join('\n', wrong.Take(5))}");
        Assert.Equal(balances.Count, Sent.Count);
    }

    public static string Says(long points) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"You have {points:N0} points");

    public static long Of(JobCounts counts, string reason) => counts[CampaignCounts.Skipped(reason)];

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await Sync.DisposeAsync();
    }
}
