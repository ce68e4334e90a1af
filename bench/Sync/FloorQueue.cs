using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LoyaltyFunctions.Bench.Sync;

/// <summary>A queue whose messages are received in batches, by whoever runs out of them first.</summary>
internal sealed class FloorQueue(QueueClient queue) : IDisposable
{
    private const int Batch = 16;
    private static readonly BinaryData Message = new(new string('x', 420));

    private readonly ConcurrentQueue<QueueMessage> received = new();
    private readonly SemaphoreSlim turn = new(1);

    public async Task PutAsync(CancellationToken ct) => await queue.SendMessageAsync(Message, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: ct);

    public async Task<QueueMessage> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            if (received.TryDequeue(out var message))
                return message;
            await turn.WaitAsync(ct);
            try
            {
                if (received.IsEmpty)
                {
                    foreach (var next in (await queue.ReceiveMessagesAsync(Batch, TimeSpan.FromMinutes(1), ct)).Value)
                        received.Enqueue(next);
                }
            }
            finally
            {
                turn.Release();
            }
        }
    }

    public async Task DeleteAsync(QueueMessage message, CancellationToken ct) => await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, ct);

    public void Dispose() => turn.Dispose();
}
