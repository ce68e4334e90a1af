using System.Diagnostics;
using Azure.Storage.Queues.Models;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Telemetry;
using LoyaltyFunctions.Wix;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Sync;

/// <summary>
/// Runs the handling of one queue message: counts its calls, and turns "later" into a copy with a delay.
/// <para>Promises: the message is completed only after its handling ended or its copy is on the queue. A crash between the copy and the
/// completion leaves both, which the ledger makes one again. What fails without a reason known to pass is left to the host: tried again,
/// then kept on the poison queue.</para>
/// </summary>
public sealed partial class EventRunner(MessageQueues queues, CallTally tally, SyncMetrics metrics, ILogger<EventRunner> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    /// <param name="failures">How often in a row a side did not answer.</param>
    /// <param name="next">The message's next copy.</param>
    public async Task RunAsync<T>(
        string queue, Side side, QueueMessage message, int failures, Func<CancellationToken, Task<Handled>> handle, Func<Handled, T> next, CancellationToken ct)
    {
        using var trace = MessageActivity.Continue(queue, message.Body.ToMemory().Span);
        var calls = tally.Begin();
        Handled handled;
        try
        {
            handled = await handle(ct);
        }
        catch (WixException e) when (e.Failure is WixFailure.Throttled or WixFailure.Unavailable or WixFailure.NotPermitted)
        {
            handled = e.Failure == WixFailure.Throttled ? new(EventOutcome.Waiting, e.Wait) : Failed(Backoff.Of(failures, FirstRetry));
            Log.Postponed(logger, message.MessageId, side, e.Message);
        }
        catch (ExternalException e) when (e.Failure is ExternalFailure.Throttled or ExternalFailure.Unavailable or ExternalFailure.NotPermitted)
        {
            handled = e.Failure == ExternalFailure.Throttled ? new(EventOutcome.Waiting, e.Wait) : Failed(Backoff.Of(failures, FirstRetry));
            Log.Postponed(logger, message.MessageId, side, e.Message);
        }

        if (handled.Again is { } delay)
            await queues.SendAsync(queue, next(handled), delay, ct);
        Activity.Current?.SetTag("loyalty.outcome", handled.Outcome.ToString());
        metrics.Handled(side, handled.Outcome, calls);
    }

    private static Handled Failed(TimeSpan wait) => new(EventOutcome.Waiting, wait, Failed: true);

    private static partial class Log
    {
        [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "Message {MessageId} from {Side} waits: {Why}")]
        public static partial void Postponed(ILogger logger, string messageId, Side side, string why);
    }
}
