using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// A Wix to run against: its loyalty, contacts, members and inbox APIs over HTTP on 127.0.0.1, its webhooks, its limits, and its ways to
/// fail, over ledgers that hold the truth. Amounts are whole points; what is refused throws <see cref="WixRefusedException"/>. Thread-safe.
/// </summary>
public sealed partial class WixSimulator : IAsyncDisposable
{
    private readonly WixWorld world;
    private readonly WebhookSigner signer;
    private readonly WebhookDispatcher webhooks;
    private readonly People people;
    private readonly LedgerReader ledger;
    private readonly WebApplication host;

    private WixSimulator(WixSimulatorOptions options)
    {
        world = new WixWorld(options);
        signer = new WebhookSigner(options.PrivateKeyPem, options.TimeProvider);
        webhooks = new WebhookDispatcher(world, signer);
        var events = new WebhookEvents(world);
        var accounts = new AccountBook(world) { Written = (site, transaction) => Moved?.Invoke(LedgerReader.Transaction(site, transaction)) };
        people = new People(world, accounts, new ContactBook(world), events, webhooks);
        ledger = new LedgerReader(world, webhooks.Log);
        host = Build(options.Port, accounts, events);
    }

    /// <summary>What stands for <c>https://www.wixapis.com</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    public string AppId => world.Options.AppId;
    public string AppSecret => world.Options.AppSecret;

    /// <summary>Every site that ever had the app.</summary>
    public IReadOnlyList<string> InstanceIds => [.. world.Options.InstanceIds.Union(world.Sites.Keys)];

    /// <summary>The key that verifies webhooks, PEM (SPKI).</summary>
    public string PublicKeyPem => signer.PublicKeyPem;

    /// <summary>The key that signs webhooks, PEM (PKCS#8): for tests that forge or replay.</summary>
    public string PrivateKeyPem => signer.PrivateKeyPem;

    /// <summary>Where webhooks go; events that arise while it is null go nowhere.</summary>
    public Uri? WebhookUrl
    {
        get => webhooks.Url;
        set => webhooks.Url = value;
    }

    /// <summary>Told of each new transaction as it is booked, whoever made it; returns at once.</summary>
    public Action<WixLedgerTransaction>? Moved { get; set; }

    /// <summary>Takes effect at once, for what happens from then on.</summary>
    public WixBehaviour Behaviour
    {
        get => world.Behaviour;
        set => world.Behaviour = value;
    }

    /// <summary>Webhooks that are neither acknowledged, dropped nor given up.</summary>
    public long PendingWebhooks => webhooks.Log.Pending;

    public static async Task<WixSimulator> StartAsync(WixSimulatorOptions options, CancellationToken ct)
    {
        var simulator = new WixSimulator(options);
        await simulator.host.StartAsync(ct);
        var addresses = simulator.host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        simulator.BaseAddress = new Uri(addresses.Single());
        return simulator;
    }

    /// <summary>Everything, as it truly is now.</summary>
    public WixLedger ReadLedger() => ledger.Read();

    /// <summary>The counts alone.</summary>
    public WixLedgerSummary ReadSummary() => ledger.Summary();

    /// <summary>Changes switches by their JSON names.</summary>
    /// <returns>What is wrong with them; when anything is, nothing changes.</returns>
    public IReadOnlyList<string> ChangeBehaviour(JsonElement changes) => world.ChangeBehaviour(changes);

    /// <summary>Stops answering and delivering at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
        await webhooks.DisposeAsync();
    }

    private WebApplication Build(int port, AccountBook accounts, WebhookEvents events)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });

        var app = builder.Build();
        app.UseRouting();
        var tokens = new Tokens(world);
        var pipeline = new ApiPipeline(world, tokens, new RateLimit(world), webhooks);
        new TokenApi(world, tokens).Map(pipeline, app);
        new SiteApi(world).Map(pipeline, app);
        new ProgramApi(world, events).Map(pipeline, app);
        ContactsApi.Map(pipeline, app);
        MembersApi.Map(pipeline, app);
        new AccountsApi(world, accounts, events).Map(pipeline, app);
        new PointsApi(world, accounts, events).Map(pipeline, app);
        new TransactionsApi(world).Map(pipeline, app);
        new InboxApi(world).Map(pipeline, app);
        new ControlApi(this).Map(app);
        pipeline.MapUnknown(app);
        return app;
    }
}
