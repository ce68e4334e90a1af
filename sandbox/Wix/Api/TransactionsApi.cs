using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Loyalty transactions, read only. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-transactions"/></summary>
internal sealed class TransactionsApi(WixWorld world)
{
    private const string Path = "/loyalty-transactions/v1/loyalty-transactions";

    private readonly QueryRunner<SimTransaction> queries = new(QueryFields.Transactions(world), t => t.Sequence);

    public void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "POST", $"{Path}/query", Query);
        pipeline.Map(routes, "GET", $"{Path}/{{id}}", Get);
    }

    private object Get(Call call) => call.Site.TransactionsById.TryGetValue(call.Route("id"), out var transaction)
        ? new { loyaltyTransaction = Wire.Transaction(transaction, world) }
        : throw WixRefusedException.NotFound("Loyalty transaction");

    private object Query(Call call)
    {
        var query = CursorQuery.Read("transactions", call.Body.Object("query"));
        var horizon = world.ReadHorizon;
        var log = Source(call.Site, query.Filter);
        var page = queries.Run(
            query, log, log.Count, i => log[i] is { } t && t.CreatedDate <= horizon ? t : null, firstIndex: FirstSince(log, query.Filter));
        return new { loyaltyTransactions = page.Items.Select(t => Wire.Transaction(t, world)), pagingMetadata = page.Metadata };
    }

    private static AppendLog<SimTransaction> Source(SimSite site, JsonElement? filter)
    {
        if (Filter<SimTransaction>.Demanded(filter, "accountId") is not [{ } accountId])
            return site.Transactions;
        return site.AccountsById.TryGetValue(accountId, out var account) ? account.Transactions : new AppendLog<SimTransaction>();
    }

    // Transactions are listed by date, so what the filter's lower bound leaves out need not be looked at.
    private static int FirstSince(AppendLog<SimTransaction> log, JsonElement? filter)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty("createdDate", out var bounds) || bounds.ValueKind != JsonValueKind.Object
            || (!bounds.TryGetProperty("$gte", out var since) && !bounds.TryGetProperty("$gt", out since))
            || since.ValueKind != JsonValueKind.String || !since.TryGetDateTimeOffset(out var date))
            return 0;

        var (low, high) = (0, log.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (log[middle].CreatedDate < date)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
