using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues.Models;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>
/// Stands between the queues and the functions that handle their messages: notes why a message fails that the host is about to give up, and
/// lets a message that was put back be handled once.
/// <para>Promises: of several copies of one message that a person put back, only the first that is received is handled. Costs nothing for a
/// message that neither fails for the last time nor was put back.</para>
/// </summary>
public sealed partial class FailedMessages(PoisonStore store, TimeProvider time, ILogger<FailedMessages> logger)
{
    /// <summary>As <c>maxDequeueCount</c> of <c>host.json</c> says.</summary>
    public const int LastTry = 5;

    private const int LongestError = 300;

    /// <param name="work">Handles the message, its reading included.</param>
    public async Task RunAsync(string queue, QueueMessage message, Func<Task> work, CancellationToken ct)
    {
        if (RedriveTicket.In(message.Body) is { } ticket && !await IsFirstAsync(queue, ticket, message.MessageId, ct))
        {
            Log.Copy(logger, message.MessageId, queue, ticket);
            return;
        }

        try
        {
            await work();
        }
        catch (Exception e) when (message.DequeueCount >= LastTry && !ct.IsCancellationRequested)
        {
            await NoteAsync(queue, message, e, ct);
            throw;
        }
    }

    /// <summary>What the host's copy of a message has in common with it.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private async Task<bool> IsFirstAsync(string queue, string ticket, string messageId, CancellationToken ct)
    {
        while (await store.FindAsync(queue, ticket, ct) is { } row)
        {
            if (row.Delivered is { } first)
                return first == messageId;
            if (await store.TryUpdateAsync(row with { Delivered = messageId }, ct) is not null)
                return true;
        }

        // The row is purged: nobody puts it back any more.
        return true;
    }

    private async Task NoteAsync(string queue, QueueMessage message, Exception failure, CancellationToken ct)
    {
        try
        {
            var note = new MessageFailure(message.DequeueCount, Describe(failure));
            await store.NoteFailureAsync(queue, HashOf(message.Body.ToMemory().Span), note, time.GetUtcNow(), ct);
        }
        catch (RequestFailedException e)
        {
            // The message goes to the poison queue all the same, only without its reason.
            Log.NotNoted(logger, e, message.MessageId, queue);
        }
    }

    // Words of our own and of storage hold no personal data; of others only the kind is kept.
    private static string Describe(Exception e)
    {
        var text = e switch
        {
            WixException or ExternalException or InvalidOperationException => $"{e.GetType().Name}: {e.Message}",
            RequestFailedException storage => $"{nameof(RequestFailedException)}: {storage.Status} {storage.ErrorCode}",
            JsonException json => $"{nameof(JsonException)}: not a message of this queue, at {json.Path}",
            _ => e.GetType().Name,
        };
        return text.Length <= LongestError ? text : text[..LongestError];
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5111, Level = LogLevel.Warning, Message = "Message {MessageId} of {Queue} is a second copy of {Ticket}, which was put back: it is dropped")]
        public static partial void Copy(ILogger logger, string messageId, string queue, string ticket);

        [LoggerMessage(EventId = 5112, Level = LogLevel.Warning, Message = "Why message {MessageId} of {Queue} fails could not be noted")]
        public static partial void NotNoted(ILogger logger, Exception e, string messageId, string queue);
    }
}
