using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Sandbox.Demo.Figures;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Bench.Site;

/// <summary>A site on which nothing is throttled: both simulators in this process, the app in one of its own on the given storage.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly RunFolder folder = new();
    private AppClient? client;

    private BenchSite(string storage) => Storage = storage;

    public string Storage { get; }

    public SiteKeys Keys { get; private set; } = null!;

    public WixSimulator Wix { get; private set; } = null!;

    public ExternalSimulator External { get; private set; } = null!;

    public AppProcess App { get; private set; } = null!;

    /// <param name="people">Contacts on Wix and accounts in the external system, the same people, as they were before the app came.</param>
    /// <param name="accounts">Whether the contacts have loyalty accounts already.</param>
    /// <param name="more">Further settings of the app.</param>
    /// <param name="rateWindow">In which Wix allows 200 calls; null for as many as come.</param>
    public static async Task<BenchSite> StartAsync(
        string storage, int people, CancellationToken ct, bool accounts = true, IReadOnlyDictionary<string, string>? more = null, TimeSpan? rateWindow = null)
    {
        var site = new BenchSite(storage);
        try
        {
            await site.StartSimulatorsAsync(people, accounts, rateWindow, ct);
            await site.StartAppAsync(more, ct);
            return site;
        }
        catch (Exception e)
        {
            site.folder.Keep = e is AppFailedException;
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells both systems to send their events to the app.</summary>
    public void ConnectApp()
    {
        Wix.WebhookUrl = new Uri(App.Address, "/api/webhooks/wix");
        External.WebhookUrl = new Uri(App.Address, $"/api/webhooks/external/{Keys.InstanceId}");
    }

    /// <summary>Tells both systems to send their events there.</summary>
    public void Connect(Uri receiver) => (Wix.WebhookUrl, External.WebhookUrl) = (receiver, receiver);

    /// <summary>Activates the site and waits until every account is linked.</summary>
    public async Task<JobFigures> ActivateAsync(CancellationToken ct)
    {
        string? job;
        while ((job = await client!.ActivateAsync(Keys.InstanceId, ct)) is null)
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        return await EndOfAsync(job, ct);
    }

    /// <summary>Sends the month's messages.</summary>
    public async Task<JobFigures> SendMessagesAsync(CancellationToken ct) => await EndOfAsync(await client!.StartMessagesAsync(Keys.InstanceId, ct), ct);

    /// <summary>Waits until a job has ended.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public async Task<JobFigures> EndOfAsync(string job, CancellationToken ct)
    {
        while (true)
        {
            var figures = await client!.ReadJobAsync(job, ct);
            if (figures.State == "done")
                return figures;
            if (figures.State is not ("running" or "waiting"))
                throw new InvalidOperationException($"The job ended as {figures.State}: {figures.Why}");
            if (App.Died.IsCompleted)
                await App.Died;
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (App is not null)
            await App.DisposeAsync();
        if (Wix is not null)
            await Wix.DisposeAsync();
        if (External is not null)
            await External.DisposeAsync();
        folder.Dispose();
    }

    private async Task StartSimulatorsAsync(int people, bool accounts, TimeSpan? rateWindow, CancellationToken ct)
    {
        Keys = await SiteKeys.CreateAsync(folder.Path, ct);
        Wix = await WixSimulator.StartAsync(
            new WixSimulatorOptions
            {
                AppId = Keys.AppId,
                AppSecret = Keys.AppSecret,
                InstanceIds = [Keys.InstanceId],
                PrivateKeyPem = Keys.PrivateKeyPem,
                RateWindow = rateWindow,
                ProgramActive = true,
            },
            ct);
        External = await ExternalSimulator.StartAsync(
            new ExternalSimulatorOptions { ApiKey = Keys.ExternalApiKey, WebhookSecrets = [Keys.ExternalWebhookSecret] }, ct);
        Wix.AddContacts(people, accounts: accounts, silent: true);
        External.AddAccounts(people);
    }

    private async Task StartAppAsync(IReadOnlyDictionary<string, string>? more, CancellationToken ct)
    {
        var address = Processes.App.Address();
        var settings = new Dictionary<string, string>(Processes.App.Settings(
            Keys, address, Storage, Wix.BaseAddress, External.BaseAddress, TimeProvider.System.GetUtcNow().AddSeconds(-1)))
        {
            // Otherwise an activation begins two minutes after the sync: so long may Wix's queries lag, which the simulator's do not.
            ["Sync__TransactionLag"] = "00:00:02",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            settings[name] = value;
        App = await Processes.App.StartAsync(address, settings, Path.Combine(folder.Path, "app.log"), ct);
        client = new AppClient([App.Address], Keys.FunctionKey);
        ConnectApp();
    }
}
