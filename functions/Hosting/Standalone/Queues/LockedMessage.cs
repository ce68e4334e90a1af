using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>
/// A received message, hidden from others as long as its function runs. Only the newest pop receipt is used: a message that was seen by
/// somebody else meanwhile is theirs, and is neither deleted nor released here.
/// </summary>
internal sealed partial class LockedMessage(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
{
    private string receipt = message.PopReceipt;
    private bool lost;

    public QueueMessage Message => message;

    /// <summary>Renews the lock at half time until <paramref name="work"/> has ended, however it ends.</summary>
    public async Task KeepWhileAsync(Task work)
    {
        while (true)
        {
            await work.WaitAsync(duration / 2, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (work.IsCompleted)
                return;
            await UpdateAsync(duration);
        }
    }

    /// <summary>Lets it be received again after <paramref name="delay"/>.</summary>
    public Task ReleaseAsync(TimeSpan delay) => UpdateAsync(delay);

    /// <summary>It is done with.</summary>
    public Task<bool> DeleteAsync() => TryAsync(async () => await queue.DeleteMessageAsync(message.MessageId, receipt));

    /// <summary>
    /// Copies it to <paramref name="poison"/>, then deletes it. A crash between the two makes a second copy; nothing is lost.
    /// </summary>
    public async Task MoveAsync(QueueClient poison)
    {
        if (lost || !await TryAsync(async () => await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1))))
            return;
        Log.Poisoned(logger, queue.Name, message.MessageId, message.DequeueCount);
        await DeleteAsync();
    }

    private Task<bool> UpdateAsync(TimeSpan visibility) => TryAsync(async () =>
        receipt = (await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: visibility)).Value.PopReceipt);

    private async Task<bool> TryAsync(Func<Task> call)
    {
        if (lost)
            return false;
        try
        {
            await call();
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode is "MessageNotFound" or "PopReceiptMismatch")
        {
            lost = true;
            Log.Lost(logger, queue.Name, message.MessageId);
        }
        catch (Exception e)
        {
            // The lock runs out in the end, and the message comes back.
            Log.StorageFailed(logger, e, queue.Name, message.MessageId);
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(9021, LogLevel.Warning, "Message {MessageId} of {Queue} was received again before its function ended; it is left to the other.")]
        public static partial void Lost(ILogger logger, string queue, string messageId);

        [LoggerMessage(9022, LogLevel.Warning, "Storage did not take a step for message {MessageId} of {Queue}; the message will come back.")]
        public static partial void StorageFailed(ILogger logger, Exception exception, string queue, string messageId);

        [LoggerMessage(9023, LogLevel.Error, "Message {MessageId} of {Queue} is put on the poison queue after {DequeueCount} tries.")]
        public static partial void Poisoned(ILogger logger, string queue, string messageId, long dequeueCount);
    }
}
