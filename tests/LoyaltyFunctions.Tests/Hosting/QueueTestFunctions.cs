using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Hosting.Standalone.Bindings;

namespace LoyaltyFunctions.Tests.Hosting;

public sealed class QueueTestFunctions(QueueScript script)
{
    [Function("Consume")]
    public Task ConsumeAsync([QueueTrigger("%Test:Queue%", Connection = "Storage")] QueueMessage message, CancellationToken ct) =>
        script.RunAsync(message, ct);
}
