using System.Collections.Frozen;
using Azure.Storage.Queues;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>Runs a pump for every queue function.</summary>
internal sealed partial class QueuePumps(
    Functions functions, QueueServiceClient service, HostJson host, IOptions<FunctionsOptions> options, Drain drain,
    IServiceScopeFactory scopes, TimeProvider time, QueueSignal signal, ILogger<QueuePump> logger) : IHostedService
{
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var pumps = functions.Queues.Select(found => new QueuePump(
            found.Function, service.GetQueueClient(found.Queue), service.GetQueueClient(StorageSetUp.Poison(found.Queue)),
            host, options.Value.Queues, drain, scopes, time, logger)).ToList();
        signal.Wakes = pumps.ToFrozenDictionary(pump => pump.Queue, pump => pump.Sent);
        running = Task.WhenAll(pumps.Select(pump => Task.Run(pump.RunAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
            Log.Abandoned(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(9014, LogLevel.Warning, "A queue function did not end although it was cancelled; its message will come back.")]
        public static partial void Abandoned(ILogger logger);
    }
}
