using Azure;
using Azure.Storage.Queues;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>
/// Moves what is on the poison queues into table <c>Poison</c>, where each message has a name and a state.
/// <para>Promises: a message is off the poison queue only after it is in the table. A crash in between leaves both; the next pass finds the
/// row by the message's id and only deletes the message.</para>
/// </summary>
public sealed partial class PoisonQueues(QueueServiceClient queues, PoisonStore store, TimeProvider time, ILogger<PoisonQueues> logger)
{
    private const int AtOnce = 32;
    private const int MostAPass = 1024;
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    /// <summary>Records a queue's poison messages.</summary>
    public async Task RecordAsync(string name, CancellationToken ct)
    {
        var poison = queues.GetQueueClient(QueueNames.PoisonOf(name));
        for (var seen = 0; seen < MostAPass;)
        {
            var messages = (await poison.ReceiveMessagesAsync(AtOnce, Hidden, ct)).Value;
            foreach (var message in messages)
            {
                var body = message.Body.ToArray();
                var kept = new PoisonMessage(
                    name, message.MessageId, PoisonState.Kept, body, message.InsertedOn ?? time.GetUtcNow(), time.GetUtcNow(),
                    await store.FindFailureAsync(name, FailedMessages.HashOf(body), ct));
                await store.KeepAsync(kept, ct);
                Log.Kept(logger, message.MessageId, name, kept.Failure?.Error);
                await DeleteAsync(poison, message.MessageId, message.PopReceipt, ct);
            }

            seen += messages.Length;
            if (messages.Length < AtOnce)
                return;
        }
    }

    private static async Task DeleteAsync(QueueClient poison, string messageId, string receipt, CancellationToken ct)
    {
        try
        {
            await poison.DeleteMessageAsync(messageId, receipt, ct);
        }
        catch (RequestFailedException e) when (e.ErrorCode is "MessageNotFound" or "PopReceiptMismatch")
        {
            // Another pass has it, or had it: the row is the same.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Message {MessageId} of {Queue} failed too often and is kept: {Error}")]
        public static partial void Kept(ILogger logger, string messageId, string queue, string? error);
    }
}
