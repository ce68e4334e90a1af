using System.Collections.Concurrent;
using Azure.Storage.Queues.Models;

namespace LoyaltyFunctions.Tests.Hosting;

/// <summary>What the test function does with a message, and what it has seen.</summary>
public sealed class QueueScript(Func<QueueMessage, CancellationToken, Task> act)
{
    private readonly ConcurrentQueue<string> begun = new();
    private readonly ConcurrentQueue<string> done = new();

    public IReadOnlyCollection<string> Begun => begun;

    public IReadOnlyCollection<string> Done => done;

    public async Task RunAsync(QueueMessage message, CancellationToken ct)
    {
        begun.Enqueue(message.Body.ToString());
        await act(message, ct);
        done.Enqueue(message.Body.ToString());
    }
}
