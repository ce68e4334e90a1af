using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Hosting.Standalone.Timers;

/// <summary>The rows of the timers. Writes are conditional on what was read, so that of several processes one wins.</summary>
internal sealed class TimerStore(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Timers);

    public async Task<TimerState?> FindAsync(string function, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TimerState>(TimerState.Partition, function, cancellationToken: ct);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Whether the row is new; if another process was first, theirs stays.</summary>
    public async Task<bool> TryAddAsync(TimerState state, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(state, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            return false;
        }
    }

    /// <summary>Whether it was written; if not, another process has written the row since it was read.</summary>
    public async Task<bool> TrySaveAsync(TimerState state, CancellationToken ct)
    {
        try
        {
            var answer = await table.UpdateEntityAsync(state, state.ETag, TableUpdateMode.Replace, ct);
            state.ETag = answer.Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status412PreconditionFailed or StatusCodes.Status404NotFound)
        {
            return false;
        }
    }
}
