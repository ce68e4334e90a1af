using System.Globalization;
using System.Net.Http.Json;
using Azure.Storage.Queues;
using LoyaltyFunctions.Bench.Load;
using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>The app, the peer and the floor as processes of their own on one storage.</summary>
internal sealed class ReceiverWorld(BenchContext context, string storage, AppProcess app, Child peer, Child floor) : IAsyncDisposable
{
    public const string App = "this app";
    public const string Peer = "Node peer";
    public const string Empty = "floor: empty endpoint";
    public const string Verify = "floor: empty endpoint + bare verify";
    public const string Sender = "floor: bare storage client";

    private static readonly string[] Queues = ["wix-events", "peer-events", "floor-events"];

    private readonly HttpClient http = new() { BaseAddress = floor.Address };
    private readonly QueueServiceClient service = new(storage);

    public static async Task<ReceiverWorld> StartAsync(BenchContext context, SiteKeys keys, string folder, string storage, CancellationToken ct)
    {
        var modules = await NodePackages.EnsureAsync(ct);
        var address = Processes.App.Address();
        var settings = new Dictionary<string, string>(Processes.App.Settings(keys, address, storage, null, null, context.Time.GetUtcNow()))
        {
            // This process only receives: what it queues is left where it is, as the peer leaves it.
            ["AzureWebJobs__SyncFromWix__Disabled"] = "true",
        };
        var app = await Processes.App.StartAsync(address, settings, Path.Combine(folder, $"receiver-{Guid.NewGuid():n}.log"), ct);
        var environment = new Dictionary<string, string> { ["WIX_APP_ID"] = keys.AppId, ["WIX_PUBLIC_KEY"] = keys.PublicKeyPem, ["PUBLIC_KEY"] = keys.PublicKeyPem, ["STORAGE"] = storage };
        var peer = await Child.StartAsync("node", [Path.Combine(Path.GetDirectoryName(modules)!, "bench", "peer", "server.mjs")], environment, ct);
        return new(context, storage, app, peer, await Child.StartSelfAsync(Roles.Floor, environment, ct));
    }

    public Contender AppWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(App, app.Address, "/api/webhooks/wix", webhooks, app.Id, ct);

    public Contender PeerWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(Peer, peer.Address, "/", webhooks, peer.Id, ct);

    public Contender EmptyWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(Empty, floor.Address, "/empty", webhooks, floor.Id, ct);

    public Contender VerifyWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(Verify, floor.Address, "/verify", webhooks, floor.Id, ct);

    public Contender BareSender(CancellationToken ct) => new(Sender, async (connections, duration) => (await http.GetFromJsonAsync<LoadResult>(
        string.Create(CultureInfo.InvariantCulture, $"/send?connections={connections}&ms={duration.TotalMilliseconds}"), ct))!);

    /// <summary>Empties the queues: emulators grow slower with what they hold.</summary>
    public async Task ClearAsync()
    {
        foreach (var queue in Queues)
            await service.GetQueueClient(queue).ClearMessagesAsync();
    }

    /// <summary>How many messages each has put on its queue since it was cleared.</summary>
    public async Task<int> CountAsync(string queue) => (await service.GetQueueClient(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await floor.DisposeAsync();
        await peer.DisposeAsync();
        await app.DisposeAsync();
    }

    private Contender Http(string name, Uri address, string path, IReadOnlyList<byte[]> webhooks, int processId, CancellationToken ct) =>
        new(name, (connections, duration) => LoadGenerator.RunAsync(address, path, webhooks, connections, duration, processId, context.Time, ct));
}
