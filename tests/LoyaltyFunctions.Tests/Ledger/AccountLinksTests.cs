using Azure.Data.Tables;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Tests.Support;
using Microsoft.Extensions.Caching.Memory;

namespace LoyaltyFunctions.Tests.Ledger;

[Collection("azurite")]
public sealed class AccountLinksTests(AzuriteFixture azurite) : IDisposable
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions());

    [Fact]
    public async Task A_page_of_external_accounts_is_found_by_one_range_and_nobody_elses_with_it()
    {
        var links = await LinksAsync();
        var (site, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        foreach (var id in new[] { "m-1", "m-2", "m-3", "M-2", "m-2'" })
            await links.ClaimExternalAsync(site, id, $"wix of {id}", default);
        await links.ClaimExternalAsync(other, "m-2", "wix of another site", default);
        await links.PutContactAsync(site, "m-2", "wix of a contact", default);
        await links.PutOverrideAsync(site, "wix by hand", "m-2", default);

        // As an external system may list them: in no order, and some that nobody linked.
        var found = await links.ListBetweenAsync(site, ["m-2x", "m-0", "m-2"], default);

        Assert.Equal([("m-1", "wix of m-1"), ("m-2", "wix of m-2"), ("m-2'", "wix of m-2'")], found.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Where_none_is_linked_the_range_is_empty() =>
        Assert.Empty(await (await LinksAsync()).ListBetweenAsync(Guid.NewGuid().ToString(), ["m'1", "m2"], default));

    public void Dispose() => cache.Dispose();

    private async Task<AccountLinks> LinksAsync()
    {
        var tables = new TableServiceClient(azurite.ConnectionString);
        await tables.GetTableClient(TableNames.AccountLinks).CreateIfNotExistsAsync();
        return new AccountLinks(tables, cache);
    }
}
