using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.CommandLine;
using LoyaltyFunctions.Sandbox.External;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Sandbox.Serve;

/// <summary>Everything that one site needs, up and connected: storage, both systems in this process, the app in its own processes.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    // What has started, to be ended in the opposite order.
    private readonly Stack<IAsyncDisposable> started = new();
    private readonly List<AppProcess> apps = [];

    private RunningSite()
    {
    }

    public RunFolder Folder { get; } = new();

    public SiteKeys Keys { get; private set; } = null!;

    /// <summary>Connection string.</summary>
    public string Storage { get; private set; } = "";

    public WixSimulator Wix { get; private set; } = null!;

    public ExternalSimulator External { get; private set; } = null!;

    public IReadOnlyList<AppProcess> Apps => apps;

    /// <summary>Fails with <see cref="AppFailedException"/> as soon as a process of the app ends by itself; never completes otherwise.</summary>
    public Task AppDied { get; private set; } = Task.Delay(Timeout.Infinite);

    /// <summary>Starts all of it.</summary>
    /// <param name="tell">Told of each step.</param>
    /// <exception cref="UsageException">The choices name a switch that a simulator has not.</exception>
    /// <exception cref="AppFailedException">The app did not become ready.</exception>
    public static async Task<RunningSite> StartAsync(ServeChoices choices, Action<string> tell, CancellationToken ct)
    {
        var (wix, external) = (Behaviours.OfWix(choices.Site), Behaviours.OfExternal(choices.Site));
        var site = new RunningSite();
        try
        {
            site.Keys = await SiteKeys.CreateAsync(site.Folder.Path, ct);
            await site.StartSimulatorsAsync(choices, wix, external, ct);
            if (choices.WithApp)
            {
                tell("Storage");
                site.Storage = choices.Storage ?? (await site.StartAzuriteAsync(ct)).ConnectionString;
                tell("The app");
                await site.StartAppAsync(choices, ct);
            }

            return site;
        }
        catch (Exception e)
        {
            site.Folder.Keep = e is AppFailedException;
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells both systems where to send their webhooks.</summary>
    public void Connect(Uri wixReceiver, Uri externalReceiver)
    {
        Wix.WebhookUrl = new Uri(wixReceiver, "/api/webhooks/wix");
        External.WebhookUrl = new Uri(externalReceiver, $"/api/webhooks/external/{Keys.InstanceId}");
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
            await part.DisposeAsync();
        Folder.Dispose();
    }

    private async Task<AzuriteServer> StartAzuriteAsync(CancellationToken ct) => Started(await AzuriteServer.StartAsync(ct));

    private async Task StartSimulatorsAsync(ServeChoices choices, WixBehaviour wix, ExternalBehaviour external, CancellationToken ct)
    {
        Wix = Started(await WixSimulator.StartAsync(
            new WixSimulatorOptions
            {
                Port = choices.WixPort,
                AppId = Keys.AppId,
                AppSecret = Keys.AppSecret,
                InstanceIds = [Keys.InstanceId],
                PrivateKeyPem = Keys.PrivateKeyPem,
                CallsPerWindow = Pace.CallsPerWindow,
                RateWindow = Pace.RateWindow,
                Behaviour = wix,
                Seed = choices.Site.Seed,
                ProgramActive = !choices.FreshProgram,
                ProgramName = choices.FreshProgram ? null : "Sandbox Rewards",
            },
            ct));
        External = Started(await ExternalSimulator.StartAsync(
            new ExternalSimulatorOptions
            {
                Port = choices.ExternalPort,
                ApiKey = Keys.ExternalApiKey,
                WebhookSecrets = [Keys.ExternalWebhookSecret],
                Behaviour = external,
                Seed = choices.Site.Seed,
            },
            ct));
    }

    private async Task StartAppAsync(ServeChoices choices, CancellationToken ct)
    {
        // Nobody has points yet, so everything from here on is a change.
        var syncFrom = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        for (var i = 0; i < choices.Site.Processes; i++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort.Or(i == 0 ? choices.AppPort : 0)}");
            var settings = AppSettings.Of(choices.Site, Keys, address, Wix.BaseAddress, External.BaseAddress, Storage, syncFrom);
            apps.Add(Started(AppProcess.Start(address, settings, Path.Combine(Folder.Path, $"app-{i + 1}.log"))));
        }

        AppDied = Task.WhenAny(apps.Select(app => app.Died)).Unwrap();
        await Task.WhenAll(apps.Select(app => app.WaitUntilReadyAsync(ct)));
        Connect(apps[0].Address, apps[^1].Address);
    }

    private T Started<T>(T part)
        where T : IAsyncDisposable
    {
        started.Push(part);
        return part;
    }
}
