using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Telemetry;

namespace LoyaltyFunctions.Hosting.Standalone.Queues;

/// <summary>
/// Runs one function for the messages of one queue: each at least once, and after the last try it is on the poison queue. Messages are
/// received only when they can run at once. Polls again at once as long as there may be more; an empty queue is asked less and less often, until
/// this process itself puts something on it.
/// </summary>
internal sealed partial class QueuePump(
    Function function, QueueClient queue, QueueClient poison, HostJson host, QueueOptions options, Drain drain,
    IServiceScopeFactory scopes, TimeProvider time, ILogger<QueuePump> logger)
{
    private readonly Wake ended = new(time);
    private int running;

    public Wake Sent { get; } = new(time);

    public string Queue => queue.Name;

    /// <summary>Runs until the host stops and the last function has ended.</summary>
    public async Task RunAsync()
    {
        var wait = options.MinPollingInterval;
        while (!drain.Stopping.IsCancellationRequested)
        {
            if (Volatile.Read(ref running) > host.NewBatchThreshold)
            {
                await ended.WaitAsync(Timeout.InfiniteTimeSpan, drain.Stopping);
                continue;
            }

            var messages = await ReceiveAsync();
            foreach (var message in messages)
            {
                Interlocked.Increment(ref running);
                _ = Task.Run(() => RunOneAsync(message), CancellationToken.None);
            }

            if (messages.Length > 0)
                wait = options.MinPollingInterval;
            // Fewer than asked for were all that there were.
            if (messages.Length == host.BatchSize)
                continue;
            if (await Sent.WaitAsync(wait, drain.Stopping))
                wait = options.MinPollingInterval;
            else
                wait = wait * 2 < host.MaxPollingInterval ? wait * 2 : host.MaxPollingInterval;
        }

        while (Volatile.Read(ref running) > 0)
            await ended.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    // Not cancelled when the host stops: storage may already have hidden the messages of a call that is given up.
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(host.BatchSize, options.LockDuration, drain.Ended)).Value;
        }
        catch (Exception e)
        {
            if (!drain.Ended.IsCancellationRequested)
                Log.PollFailed(logger, e, Queue);
            return [];
        }
    }

    private async Task RunOneAsync(QueueMessage message)
    {
        try
        {
            var locked = new LockedMessage(queue, message, options.LockDuration, time, logger);
            if (message.DequeueCount > host.MaxDequeueCount)
                await locked.MoveAsync(poison);
            else
                await RunLockedAsync(locked);
        }
        finally
        {
            Interlocked.Decrement(ref running);
            ended.Set();
        }
    }

    private async Task RunLockedAsync(LockedMessage locked)
    {
        var work = InvokeAsync(locked.Message);
        await locked.KeepWhileAsync(work);
        if (work.IsCompletedSuccessfully)
        {
            await locked.DeleteAsync();
        }
        else if (drain.Ended.IsCancellationRequested)
        {
            Log.CutOff(logger, work.Exception?.InnerException, function.Name, locked.Message.MessageId);
            await locked.ReleaseAsync(TimeSpan.Zero);
        }
        else
        {
            Log.Failed(logger, work.Exception?.InnerException, function.Name, locked.Message.MessageId, locked.Message.DequeueCount);
            if (locked.Message.DequeueCount >= host.MaxDequeueCount)
                await locked.MoveAsync(poison);
            else
                await AgainLaterAsync(locked);
        }
    }

    private async Task AgainLaterAsync(LockedMessage locked)
    {
        await locked.ReleaseAsync(host.VisibilityTimeout);
        _ = Sent.SetLaterAsync(host.VisibilityTimeout);
    }

    private async Task InvokeAsync(QueueMessage message)
    {
        using var activity = MessageActivity.Start(function.Name, message.Body.ToMemory().Span);
        await using var scope = scopes.CreateAsyncScope();
        await function.InvokeAsync(scope.ServiceProvider, message, drain.Ended);
    }

    private static partial class Log
    {
        [LoggerMessage(9011, LogLevel.Error, "Function {Function} failed on message {MessageId}, try {DequeueCount}.")]
        public static partial void Failed(ILogger logger, Exception? exception, string function, string messageId, long dequeueCount);

        [LoggerMessage(9012, LogLevel.Warning, "Function {Function} was cut off on message {MessageId} because the host stops; another run will follow.")]
        public static partial void CutOff(ILogger logger, Exception? exception, string function, string messageId);

        [LoggerMessage(9013, LogLevel.Warning, "Queue {Queue} could not be polled.")]
        public static partial void PollFailed(ILogger logger, Exception exception, string queue);
    }
}
