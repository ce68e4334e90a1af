using Azure;
using Azure.Data.Tables;
using LoyaltyFunctions.Storage;

namespace LoyaltyFunctions.Sandbox.Demo.Quiet;

/// <summary>Messages that the app gave up on and keeps for a person.</summary>
internal sealed class GivenUpMessages(TableServiceClient service)
{
    private readonly TableClient poison = service.GetTableClient(TableNames.Poison);

    /// <summary>One line for each.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        var kept = new List<string>();
        try
        {
            await foreach (var row in poison.QueryAsync<TableEntity>("State eq 'Kept'", select: ["PartitionKey", "RowKey", "Error"], cancellationToken: ct))
                kept.Add($"message {row.RowKey} of {row.PartitionKey}, given up: {row.GetString("Error") ?? "not known why"}");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The app has not made the table.
        }

        return kept;
    }
}
