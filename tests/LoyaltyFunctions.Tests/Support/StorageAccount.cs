using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Sandbox.Azurite;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>
/// A storage account that nobody used before, on an Azurite that serves nobody else meanwhile. An Azurite that was given back serves again,
/// with its next account: starting one takes longer than many a test.
/// </summary>
public sealed class StorageAccount : IAsyncDisposable
{
    // What an Azurite was ever told makes it slower, even where it is deleted.
    private const int AccountsAServer = 20;

    // They end with this process.
    private static readonly ConcurrentBag<Server> Idle = [];

    private readonly Server server;

    private StorageAccount(Server server)
    {
        this.server = server;
        ConnectionString = server.Azurite.ConnectionStringOf(server.Account);
    }

    public string ConnectionString { get; }

    public static async Task<StorageAccount> RentAsync() =>
        new(Idle.TryTake(out var idle) ? idle : new Server(await AzuriteServer.StartAsync(CancellationToken.None, AccountsAServer), 1));

    public async ValueTask DisposeAsync()
    {
        if (server.Account == AccountsAServer)
        {
            await server.Azurite.DisposeAsync();
            return;
        }

        var queues = new QueueServiceClient(ConnectionString);
        await foreach (var queue in queues.GetQueuesAsync())
            await queues.DeleteQueueAsync(queue.Name);
        var tables = new TableServiceClient(ConnectionString);
        await foreach (var table in tables.QueryAsync())
            await tables.DeleteTableAsync(table.Name);
        Idle.Add(server with { Account = server.Account + 1 });
    }

    private sealed record Server(AzuriteServer Azurite, int Account);
}
