using Azure.Storage.Queues;
using LoyaltyFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Operations.Poison;

/// <summary>
/// Puts poison messages back on their queues.
/// <para>Promises: however often and by however many a message is put back, it is handled once. Its row is claimed by one conditional update
/// before the copy is sent; only the claimant sends.</para>
/// <para>A crash between claim and copy, or between copy and the row's end, leaves the row <see cref="PoisonState.Redriving"/>, which is shown
/// as waiting. Put back again after a minute it is sent again under the same ticket, and of the copies the first is handled
/// (<see cref="FailedMessages"/>).</para>
/// </summary>
public sealed partial class Redrives(QueueServiceClient queues, PoisonStore store, TimeProvider time, ILogger<Redrives> logger, IQueueSignal? signal = null)
{
    /// <summary>How long a claim is believed to be at work.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(1);

    /// <returns>Whether this call put it back.</returns>
    public async Task<bool> RedriveAsync(PoisonMessage message, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var free = message.State == PoisonState.Kept || (message.State == PoisonState.Redriving && now - message.ChangedAt > ClaimLasts);
        if (!free || await store.TryUpdateAsync(message with { State = PoisonState.Redriving, ChangedAt = now }, ct) is not { } claimed)
            return false;

        var body = RedriveTicket.Put(message.Body, message.Id);
        await queues.GetQueueClient(message.Queue).SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: ct);
        signal?.Sent(message.Queue, TimeSpan.Zero);
        await EndAsync(claimed, ct);
        Log.Redriven(logger, message.Id, message.Queue);
        return true;
    }

    /// <summary>Says that the message is not needed.</summary>
    /// <returns>Whether it waited.</returns>
    public async Task<bool> DismissAsync(PoisonMessage message, string note, CancellationToken ct)
    {
        if (message.State != PoisonState.Kept
            || await store.TryUpdateAsync(message with { State = PoisonState.Dismissed, ChangedAt = time.GetUtcNow(), Note = note }, ct) is null)
            return false;
        Log.Dismissed(logger, message.Id, message.Queue);
        return true;
    }

    // The copy may be received, and its row changed, before this.
    private async Task EndAsync(PoisonMessage claimed, CancellationToken ct)
    {
        for (PoisonMessage? row = claimed; row is { State: PoisonState.Redriving }; row = await store.FindAsync(row.Queue, row.Id, ct))
        {
            if (await store.TryUpdateAsync(row with { State = PoisonState.Redriven, ChangedAt = time.GetUtcNow() }, ct) is not null)
                return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5121, Level = LogLevel.Information, Message = "Message {MessageId} is put back on {Queue}")]
        public static partial void Redriven(ILogger logger, string messageId, string queue);

        [LoggerMessage(EventId = 5122, Level = LogLevel.Information, Message = "Message {MessageId} of {Queue} is dismissed")]
        public static partial void Dismissed(ILogger logger, string messageId, string queue);
    }
}
