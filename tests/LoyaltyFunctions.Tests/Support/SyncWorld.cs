using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Invariants;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;
using LoyaltyFunctions.Sandbox.Demo.People;
using LoyaltyFunctions.Sandbox.Demo.Quiet;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Wix;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>
/// A whole world on this machine: Azurite, both simulators and the app, all over real HTTP. Waits are short, so that a test of a crash or
/// a fence takes seconds.
/// </summary>
public sealed class SyncWorld : IAsyncDisposable
{
    /// <summary>Makes Wix's first resends, after 1, 10 and 60 minutes, come after 180 milliseconds, 1.8 and 11 seconds.</summary>
    public const double ResendScale = 0.003;

    private readonly StorageAccount storage;
    private readonly List<WebApplication> apps = [];
    private readonly LogSink logs = new();
    private readonly CalmReader calm;
    private Balancer? balancer;

    private SyncWorld(StorageAccount storage, WixSimulator wix, ExternalSimulator external)
    {
        this.storage = storage;
        Wix = wix;
        External = external;
        calm = new CalmReader(
            new QueueDepths(new QueueServiceClient(storage.ConnectionString)),
            new GivenUpMessages(Tables),
            new PendingWrites(Tables),
            [new WixPeople(wix), new ExternalPeople(external)]);
    }

    public WixSimulator Wix { get; }

    public ExternalSimulator External { get; }

    public string SiteId => Wix.InstanceIds[0];

    public string Storage => storage.ConnectionString;

    public TableServiceClient Tables => new(storage.ConnectionString);

    public IReadOnlyList<WebApplication> Apps => apps;

    /// <summary>What the apps logged as a warning or worse.</summary>
    public IReadOnlyCollection<LogEntry> Logged => logs.Entries;

    public static async Task<SyncWorld> StartAsync(
        Dictionary<string, string?>? settings = null,
        int processes = 1,
        WixBehaviour? wix = null,
        ExternalBehaviour? external = null,
        WixSimulatorOptions? simulator = null,
        Action<IServiceCollection>? services = null)
    {
        var storage = await StorageAccount.RentAsync();
        var wixSimulator = await WixSimulator.StartAsync(
            (simulator ?? new() { ProgramActive = true, CallsPerWindow = 0 }) with
            {
                Behaviour = (wix ?? new()) with { ResendScheduleScale = ResendScale },
                // Wix gives 1,250 ms; where a busy machine takes longer, resends this soon would only make it busier.
                AcknowledgeWithin = TimeSpan.FromSeconds(10),
            },
            CancellationToken.None);
        var externalSimulator = await ExternalSimulator.StartAsync(
            new() { Behaviour = (external ?? new()) with { ResendScale = ResendScale } }, CancellationToken.None);
        var world = new SyncWorld(storage, wixSimulator, externalSimulator);
        for (var i = 0; i < processes; i++)
            await world.StartAppAsync(settings, services);
        await world.ListenToAllAsync();
        return world;
    }

    public async Task<WebApplication> StartAppAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var configuration = Settings(settings);
        var app = FunctionsHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(configuration);
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
            // Too slow for every start; here it finds a service that is missing or lives too long.
            builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        apps.Add(app);
        return app;
    }

    /// <summary>Starts the app as a process of its own, that can be killed, and whose messages soon come back then.</summary>
    /// <param name="folder">Of its log.</param>
    /// <param name="number">Tells its log from others'.</param>
    public async Task<AppProcess> StartProcessAsync(string folder, int number, Dictionary<string, string?> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Or(0)}");
        var all = Settings(new(settings) { ["Urls"] = address.ToString(), ["Functions:Queues:LockDuration"] = "00:00:02" });
        var app = AppProcess.Start(
            address,
            all.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value ?? ""),
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"app-{number}.log")));
        await app.WaitUntilReadyAsync(default);
        return app;
    }

    public void ListenTo(WebApplication app) => ListenTo(new Uri(app.Urls.First()));

    /// <summary>Webhooks go to all processes in turn.</summary>
    public async Task ListenToAllAsync()
    {
        if (apps.Count > 1)
            ListenTo((balancer ??= await Balancer.StartAsync([.. apps.Select(app => new Uri(app.Urls.First()))])).Address);
        else if (apps.Count == 1)
            ListenTo(apps[0]);
    }

    public T Service<T>()
        where T : notnull => apps[0].Services.GetRequiredService<T>();

    /// <summary>A person with an account on both sides, of the same address.</summary>
    public Person AddPerson(string? email = null)
    {
        email ??= $"person-{Guid.NewGuid():n}@example.com";
        var contact = Wix.AddContact(new NewWixContact(email, "Some One"), silent: true);
        return new(this, Wix.CreateAccount(contact.Id).Id, External.AddAccount(email).Id);
    }

    public async Task<Link?> FindLinkAsync(Person person) =>
        await Service<LedgerStore>().FindLinkAsync(SiteId, person.WixAccountId, CancellationToken.None);

    public async Task<IReadOnlyList<ParkedItem>> ParkedAsync()
    {
        List<ParkedItem> items = [];
        await foreach (var item in Service<ParkedStore>().ListAsync(SiteId, CancellationToken.None))
            items.Add(item);
        return items;
    }

    /// <summary>The app's counters since it started, as <c>GET /api/status</c> tells them.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountersAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(apps[0].Urls.First()) };
        http.DefaultRequestHeaders.Add("x-functions-key", "test-key");
        using var status = JsonDocument.Parse(await http.GetStringAsync("/api/status"));
        return status.RootElement.GetProperty("counters").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64());
    }

    /// <summary>Waits until no message, webhook or unsettled change is left. A webhook that a busy machine answers late is resent, and later each time.</summary>
    public async Task QuietAsync(int seconds = 180)
    {
        var unfinished = await UnfinishedAsync(seconds);
        Assert.True(unfinished.Count == 0, $"{string.Join("; ", unfinished)}{Environment.NewLine}{Errors()}");
    }

    /// <summary>Waits until quiet, so long at most.</summary>
    /// <returns>What was under way even then, one line each.</returns>
    public Task<IReadOnlyList<string>> UnfinishedAsync(int seconds) =>
        new QuietWatch(calm.ReadAsync, TimeProvider.System, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(seconds))
            .WaitAsync(_ => { }, CancellationToken.None);

    /// <summary>Waits until quiet, then judges both ledgers.</summary>
    public async Task AssertInStepAsync(string? about = null)
    {
        await QuietAsync();
        var parked = await ParkedAsync();
        var verdicts = InvariantCheck.Of(new Evidence(
            new WixPeople(Wix).Ledger(),
            new ExternalPeople(External).Ledger(),
            [.. parked.Where(p => p.TransactionId is not null).Select(p => new ParkedChange(p.Side, p.TransactionId, p.Points ?? 0, p.Reason))],
            []));
        var broken = verdicts.SelectMany(v => v.Violations.Select(violation => $"{v.Invariant}: {violation}")).ToList();
        Assert.True(broken.Count == 0, $"{about}{Environment.NewLine}{string.Join(Environment.NewLine, broken)}{Environment.NewLine}{Errors()}");
    }

    /// <summary>What the apps logged as an error or with an exception, each once: why a test failed.</summary>
    private string Errors() => string.Join(
        Environment.NewLine,
        logs.Entries.Where(e => e.Exception is not null || e.Level >= LogLevel.Error)
            .DistinctBy(e => (e.EventId, e.Exception?.Message.Split('\n')[0]))
            .OrderByDescending(e => e.Level)
            .Take(8)
            .Select(e => $"{e.Text} {e.Exception}"));

    public async ValueTask DisposeAsync()
    {
        if (balancer is not null)
            await balancer.DisposeAsync();
        foreach (var app in apps)
            await app.DisposeAsync();
        await Wix.DisposeAsync();
        await External.DisposeAsync();
        await storage.DisposeAsync();
    }

    private void ListenTo(Uri address)
    {
        Wix.WebhookUrl = new Uri(address, "/api/webhooks/wix");
        External.WebhookUrl = new Uri(address, $"/api/webhooks/external/{SiteId}");
    }

    /// <summary>The app's settings in this world, with <paramref name="settings"/> in place of some.</summary>
    public Dictionary<string, string?> Settings(Dictionary<string, string?>? settings)
    {
        var all = Settings();
        foreach (var (name, value) in settings ?? [])
            all[name.Replace("{site}", SiteId, StringComparison.Ordinal)] = value;
        return all;
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Storage"] = storage.ConnectionString,
        ["Urls"] = "http://127.0.0.1:0",
        ["Functions:Keys:default"] = "test-key",
        ["Wix:AppId"] = Wix.AppId,
        ["Wix:AppSecret"] = Wix.AppSecret,
        ["Wix:PublicKey"] = Wix.PublicKeyPem,
        ["Wix:ApiBaseAddress"] = Wix.BaseAddress.ToString(),
        ["Wix:CallsPerWindow"] = "0",
        ["Wix:RateWindow"] = "00:00:01",
        ["Wix:Timeout"] = "00:00:02",
        [$"Sites:{SiteId}:Name"] = "Acme Rewards",
        [$"Sites:{SiteId}:SyncFrom"] = DateTimeOffset.UnixEpoch.ToString("O", CultureInfo.InvariantCulture),
        [$"Sites:{SiteId}:External:BaseAddress"] = External.BaseAddress.ToString(),
        [$"Sites:{SiteId}:External:ApiKey"] = External.ApiKey,
        [$"Sites:{SiteId}:External:WebhookSecrets:0"] = External.WebhookSecrets[0],
        [$"Sites:{SiteId}:External:Timeout"] = "00:00:02",
        ["Sync:Lease"] = "00:00:04",
        ["Sync:FenceDelay"] = "00:00:01",
        ["Sync:TransactionLag"] = "00:00:01",
        ["Sync:LookAgainDelay"] = "00:00:01",
        ["Sync:InsufficientPointsDelay"] = "00:00:01",
        ["Sync:Overlap"] = "00:00:02",
    };
}
