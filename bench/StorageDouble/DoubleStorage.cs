using System.Net.Http.Json;
using LoyaltyFunctions.Bench.Processes;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>The storage double as a running process.</summary>
internal sealed class DoubleStorage(Child child) : IAsyncDisposable
{
    // The signature is not checked; the client wants a key all the same.
    private static readonly string Key = Convert.ToBase64String(new byte[64]);
    private readonly HttpClient http = new() { BaseAddress = child.Address };

    public string ConnectionString { get; } =
        $"DefaultEndpointsProtocol=http;AccountName={StorageServer.Account};AccountKey={Key};" +
        $"QueueEndpoint={child.Address}{StorageServer.Account};TableEndpoint={child.Address}{StorageServer.Account};";

    public int ProcessId => child.Id;

    public static async Task<DoubleStorage> StartAsync(CancellationToken ct) =>
        new(await Child.StartSelfAsync(Roles.Storage, new Dictionary<string, string>(), ct));

    /// <summary>The calls so far, as <c>receive wix-events</c>.</summary>
    public async Task<StorageCalls> ReadCallsAsync(CancellationToken ct) =>
        new((await http.GetFromJsonAsync<Dictionary<string, long>>("/counts", ct))!);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await child.DisposeAsync();
    }
}
