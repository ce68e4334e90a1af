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
    // The largest flow takes some minutes; what takes so long stands still.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

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
    /// <param name="more">Further settings of the app; <c>{site}</c> in a name stands for the site's id.</param>
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

    /// <summary>Leaves the app's log where it is when all this ends.</summary>
    /// <returns>Its path.</returns>
    public string KeepLog()
    {
        folder.Keep = true;
        return App.LogFile;
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
        var start = TimeProvider.System.GetTimestamp();
        string? job;
        while ((job = await client!.ActivateAsync(Keys.InstanceId, ct)) is null)
            await WaitAsync(start, "begin an activation", ct);
        return await EndOfAsync(job, ct);
    }

    /// <summary>Sends the month's messages.</summary>
    public async Task<JobFigures> SendMessagesAsync(CancellationToken ct) => await EndOfAsync(await client!.StartMessagesAsync(Keys.InstanceId, ct), ct);

    /// <summary>Compares both sides of all accounts.</summary>
    public async Task<JobFigures> ReconcileAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = App.Address, DefaultRequestHeaders = { { "x-functions-key", Keys.FunctionKey } } };
        using var answer = await http.PostAsync(new Uri($"/api/sites/{Keys.InstanceId}/reconcile", UriKind.Relative), null, ct);
        answer.EnsureSuccessStatusCode();
        return await EndOfAsync(answer.Headers.Location!.ToString(), ct);
    }

    /// <summary>Waits until a job has ended.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    /// <exception cref="TimeoutException">It did not end at all.</exception>
    public async Task<JobFigures> EndOfAsync(string job, CancellationToken ct)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var figures = await TryReadAsync(job, ct);
            if (figures?.State == "done")
                return figures;
            if (figures is { State: not ("running" or "waiting") })
                throw new InvalidOperationException($"The job ended as {figures.State}: {figures.Why}");
            await WaitAsync(start, $"end job {job}", ct);
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

    /// <returns>Null where nobody answered in time, on a machine that is full: the job goes on all the same.</returns>
    private async Task<JobFigures?> TryReadAsync(string job, CancellationToken ct)
    {
        try
        {
            return await client!.ReadJobAsync(job, ct);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task WaitAsync(long since, string what, CancellationToken ct)
    {
        if (App.Died.IsCompleted)
            await App.Died;
        if (TimeProvider.System.GetElapsedTime(since) > Longest)
            throw new TimeoutException($"The app did not {what} within {Longest.TotalMinutes:N0} minutes; its log is {App.LogFile}.");
        await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
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
            settings[name.Replace("{site}", Keys.InstanceId, StringComparison.Ordinal)] = value;
        App = await Processes.App.StartAsync(address, settings, Path.Combine(folder.Path, "app.log"), ct);
        client = new AppClient([App.Address], Keys.FunctionKey);
        ConnectApp();
    }
}
