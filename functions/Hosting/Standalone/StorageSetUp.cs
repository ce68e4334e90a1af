using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>Makes the queues and tables that are not there yet, before anything runs. In the cloud the deployment does.</summary>
internal sealed class StorageSetUp(Functions functions, QueueServiceClient queues, TableServiceClient tables) : IHostedService
{
    public static string Poison(string queue) => QueueNames.PoisonOf(queue);

    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([
            .. Names(typeof(QueueNames)).Concat(functions.Queues.Select(found => found.Queue)).Distinct().SelectMany(queue => new[] { queue, Poison(queue) })
                .Select(queue => queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. Names(typeof(TableNames)).Select(table => tables.CreateTableIfNotExistsAsync(table, cancellationToken)),
        ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> Names(Type constants) =>
        constants.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
