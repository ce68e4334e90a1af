using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Wix;

/// <summary>Wix's REST calls that tell whom a site can write to.</summary>
internal sealed class WixAudience(WixTransport transport) : IWixAudience
{
    private const string Accounts = "loyalty-accounts/v1/accounts";
    private const int AccountsAPage = 100;

    public async Task<Page<LoyaltyAccount>> ListAccountsAsync(
        string siteId, string? cursor, DateTimeOffset? createdFrom, WixWork work, CancellationToken ct)
    {
        var paging = new JsonObject { ["limit"] = AccountsAPage };
        var query = new JsonObject { ["cursorPaging"] = paging };
        if (cursor is not null)
        {
            // The cursor holds the filter and the order.
            paging["cursor"] = cursor;
        }
        else
        {
            query["filter"] = createdFrom is { } from ? new JsonObject { ["createdDate"] = new JsonObject { ["$gte"] = Text(from) } } : [];
            query["sort"] = new JsonArray(new JsonObject { ["fieldName"] = "createdDate", ["order"] = "ASC" });
        }

        var call = WixBody.Call(siteId, work, HttpMethod.Post, $"{Accounts}/query", new JsonObject { ["query"] = query }, repeatable: true);
        return (await transport.SendAsync(call, ct)).Read(found => new Page<LoyaltyAccount>(
            found.Items("loyaltyAccounts").Select(WixEntities.Account).ToList(),
            found.Member("pagingMetadata") is { } metadata && metadata.Flag("hasNext") ? metadata.Member("cursors")?.Text("next") : null));
    }

    public async Task<long> CountAccountsAsync(string siteId, WixWork work, CancellationToken ct)
    {
        var call = WixBody.Call(siteId, work, HttpMethod.Post, $"{Accounts}/count", [], repeatable: true);
        return (await transport.SendAsync(call, ct)).Read(found => found.Int64("count") ?? 0);
    }

    public async Task<LoyaltyAccount?> FindAccountByMemberAsync(string siteId, string memberId, WixWork work, CancellationToken ct)
    {
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, $"{Accounts}/fetch-by?memberId={Uri.EscapeDataString(memberId)}"), ct);
        return answer.IsNotFound ? null : answer.Read(found => found.Member("account") is { } account ? WixEntities.Account(account) : null);
    }

    public async Task<WixSite> GetSiteAsync(string siteId, WixWork work, CancellationToken ct)
    {
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, "apps/v1/instance"), ct);
        return answer.Read(found => new WixSite(found.Member("site")?.Text("siteDisplayName"), found.Member("site")?.Text("locale")));
    }

    public async Task<IReadOnlyDictionary<string, string>> ListTierNamesAsync(string siteId, WixWork work, CancellationToken ct)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, "loyalty-tiers/v1/tiers/program"), ct);
        if (answer.IsNotFound)
            return names;
        answer.Read(found =>
        {
            if (found.Member("programSettings")?.Member("baseTierDefinition")?.Text("name") is { Length: > 0 } lowest)
                names[""] = lowest;
            foreach (var tier in found.Items("tiers"))
            {
                if (tier.Member("tierDefinition")?.Text("name") is { Length: > 0 } name)
                    names[tier.RequiredId("id")] = name;
            }

            return names.Count;
        });
        return names;
    }

    private static string Text(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
