using System.Globalization;
using System.Net.Http.Json;
using Azure.Storage.Queues;
using LoyaltyFunctions.Bench.Load;
using LoyaltyFunctions.Bench.Processes;
using LoyaltyFunctions.Bench.Runner;
using LoyaltyFunctions.Sandbox.Azurite;
using LoyaltyFunctions.Sandbox.Processes;
using LoyaltyFunctions.Sandbox.Serve;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Bench.Receiver;

/// <summary>The app, the peer and the floor as processes of their own on one storage.</summary>
internal sealed class ReceiverWorld(BenchContext context, string storage, AppProcess app, Child peer, Child floor) : IAsyncDisposable
{
    public const string App = "this app";
    public const string Peer = "Node peer";
    public const string Empty = "floor: empty endpoint";
    public const string Verify = "floor: empty endpoint + bare verify";
    public const string Sender = "floor: bare storage client";

    private const string AppQueue = QueueNames.WixEvents;
    private const string PeerQueue = "peer-events";
    private const string FloorQueue = "floor-events";

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

    public Contender AppWith(IReadOnlyList<byte[]> webhooks, bool needed, CancellationToken ct) =>
        Http(App, needed ? AppQueue : null, app.Address, "/api/webhooks/wix", webhooks, app.Id, ct);

    public Contender PeerWith(IReadOnlyList<byte[]> webhooks, bool needed, CancellationToken ct) =>
        Http(Peer, needed ? PeerQueue : null, peer.Address, "/", webhooks, peer.Id, ct);

    public Contender EmptyWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(Empty, null, floor.Address, "/empty", webhooks, floor.Id, ct);

    public Contender VerifyWith(IReadOnlyList<byte[]> webhooks, CancellationToken ct) => Http(Verify, null, floor.Address, "/verify", webhooks, floor.Id, ct);

    public Contender BareSender(CancellationToken ct) => new(Sender, FloorQueue, async (connections, duration) => (await http.GetFromJsonAsync<LoadResult>(
        string.Create(CultureInfo.InvariantCulture, $"/send?connections={connections}&ms={duration.TotalMilliseconds}"), ct))!);

    /// <summary>Empties the queues: emulators grow slower with what they hold.</summary>
    public async Task ClearAsync()
    {
        foreach (var queue in new[] { AppQueue, PeerQueue, FloorQueue })
            await service.GetQueueClient(queue).ClearMessagesAsync();
    }

    /// <summary>Every request that was answered has to be on the contender's queue: speed by leaving work out does not count.</summary>
    /// <exception cref="InvalidOperationException">Something is missing.</exception>
    public async Task CheckAsync(Contender contender, LoadResult result)
    {
        int count = (await service.GetQueueClient(contender.Queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;
        if (count != result.Requests)
            throw new InvalidOperationException($"{contender.Name} answered {result.Requests} requests and put {count} on {contender.Queue}.");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await floor.DisposeAsync();
        await peer.DisposeAsync();
        await app.DisposeAsync();
    }

    private Contender Http(string name, string? queue, Uri address, string path, IReadOnlyList<byte[]> webhooks, int processId, CancellationToken ct) =>
        new(name, queue, (connections, duration) => LoadGenerator.RunAsync(address, path, webhooks, connections, duration, processId, context.Time, ct));
}
