using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Points;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Wix;

/// <summary>Wix's REST calls for loyalty accounts, transactions and contacts. <see href="https://dev.wix.com/docs/rest/crm/loyalty-program"/></summary>
/// <remarks>Repeats reads only. A points write goes out once (again after a 401, which did nothing); what became of it is the caller's to find out.</remarks>
internal sealed class WixClient(WixTransport transport, IOptions<WixOptions> options) : IWixLoyalty
{
    public const string HttpClientName = "Wix";

    /// <summary>The longest description of a transaction, in characters.</summary>
    public const int LongestDescription = 100;

    /// <summary>The most points that one Adjust Points or Earn Points moves.</summary>
    public const long MostPoints = 9_999_999;

    private const int TransactionsAPage = 100;
    private const string Accounts = "loyalty-accounts/v1/accounts";
    private const string Transactions = "loyalty-transactions/v1/loyalty-transactions";
    private const string Contacts = "contacts/v4/contacts";

    private static readonly WixRequests.Sort[] OldestFirst = [new("createdDate", "ASC")];

    public async Task<LoyaltyAccount?> GetAccountAsync(string siteId, string accountId, WixWork work, CancellationToken ct)
    {
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, $"{Accounts}/{Escape(accountId)}"), ct);
        return answer.IsNotFound ? null : answer.Read(AccountIn);
    }

    public async Task<LoyaltyAccount?> FindAccountByContactAsync(string siteId, string contactId, WixWork work, CancellationToken ct)
    {
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, $"{Accounts}/fetch-by?contactId={Escape(contactId)}"), ct);
        return answer.IsNotFound ? null : answer.Read(body => body.Member("account") is { } account ? WixEntities.Account(account) : null);
    }

    public async Task<LoyaltyAccount> CreateAccountAsync(string siteId, string contactId, WixWork work, CancellationToken ct)
    {
        var body = new WixRequests.CreateAccount(contactId);
        var call = WixCall.Write(siteId, work, Accounts, body, WixRequestJson.Default.CreateAccount);
        return (await transport.SendAsync(call, ct)).Read(AccountIn);
    }

    public async Task<Page<LoyaltyTransaction>> QueryTransactionsAsync(
        string siteId, string accountId, DateTimeOffset since, string? cursor, WixWork work, CancellationToken ct)
    {
        var from = new WixRequests.FromDate(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        var answer = await QueryAsync(siteId, work, cursor is null
            ? new(new(accountId, from, null), new(TransactionsAPage), OldestFirst)
            : new(null, new(TransactionsAPage, cursor), null), ct);
        return answer.Read(body => new Page<LoyaltyTransaction>(TransactionsIn(body, accountId), NextIn(body)));
    }

    public async Task<LoyaltyTransaction?> FindTransactionByIdempotencyKeyAsync(
        string siteId, string accountId, string idempotencyKey, WixWork work, CancellationToken ct)
    {
        var answer = await QueryAsync(siteId, work, new(new(accountId, null, idempotencyKey), new(1), OldestFirst), ct);
        return answer.Read(body => TransactionsIn(body, accountId)).FirstOrDefault();
    }

    public async Task<IReadOnlyList<Contact>> FindContactsByEmailAsync(string siteId, string email, int limit, WixWork work, CancellationToken ct)
    {
        var body = new WixRequests.ContactQuery(new(new(email), new(limit, 0), OldestFirst));
        var answer = await transport.SendAsync(WixCall.Query(siteId, work, $"{Contacts}/query", body, WixRequestJson.Default.ContactQuery), ct);
        return answer.Read(found => found.Items("contacts").Select(WixEntities.Contact).ToList());
    }

    public async Task<Contact?> GetContactAsync(string siteId, string contactId, WixWork work, CancellationToken ct)
    {
        var answer = await transport.SendAsync(WixCall.Get(siteId, work, $"{Contacts}/{Escape(contactId)}"), ct);
        return answer.IsNotFound ? null : answer.Read(body => WixEntities.Contact(Needed(body, "contact")));
    }

    public async Task<WriteOutcome> AdjustPointsAsync(
        string siteId, string accountId, long amount, long revision, string description, WixWork work, CancellationToken ct)
    {
        if (amount is 0 or < -MostPoints or > MostPoints)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Wix adjusts by 1 to {MostPoints} points, up or down.");
        Check(description);
        var body = new WixRequests.AdjustPoints(accountId, description, amount, revision.ToString(CultureInfo.InvariantCulture));
        return await WriteAsync(
            WixCall.Write(siteId, work, $"{Accounts}/{Escape(accountId)}/adjust-points", body, WixRequestJson.Default.AdjustPoints),
            answer => PointsWrites.Adjusted(answer, amount),
            ct);
    }

    public async Task<WriteOutcome> EarnPointsAsync(
        string siteId, string accountId, long amount, string idempotencyKey, string description, WixWork work, CancellationToken ct)
    {
        if (amount is < 1 or > MostPoints)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Wix lets 1 to {MostPoints} points be earned.");
        Check(description);
        var body = new WixRequests.EarnPoints(accountId, amount, description, options.Value.AppId, idempotencyKey);
        return await WriteAsync(
            WixCall.Write(siteId, work, $"{Accounts}/{Escape(accountId)}/earn-points", body, WixRequestJson.Default.EarnPoints),
            PointsWrites.Earned,
            ct);
    }

    private async Task<WriteOutcome> WriteAsync(WixCall call, Func<WixAnswer, WriteOutcome> meaning, CancellationToken ct)
    {
        try
        {
            return meaning(await transport.SendAsync(call, ct));
        }
        catch (WixException e)
        {
            return PointsWrites.Failed(e);
        }
    }

    private Task<WixAnswer> QueryAsync(string siteId, WixWork work, WixRequests.TransactionQueryBody query, CancellationToken ct) =>
        transport.SendAsync(WixCall.Query(siteId, work, $"{Transactions}/query", new(query), WixRequestJson.Default.TransactionQuery), ct);

    private static List<LoyaltyTransaction> TransactionsIn(JsonElement body, string accountId) =>
        body.Items("loyaltyTransactions").Select(transaction => WixEntities.Transaction(transaction, accountId)).ToList();

    private static string? NextIn(JsonElement body) =>
        body.Member("pagingMetadata") is { } paging && paging.Flag("hasNext") ? paging.Member("cursors")?.Text("next") : null;

    private static LoyaltyAccount AccountIn(JsonElement body) => WixEntities.Account(Needed(body, "account"));

    private static JsonElement Needed(JsonElement body, string name) => body.Member(name) ?? throw new JsonException($"{name} is missing.");

    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static void Check(string description)
    {
        if (description.Length is 0 or > LongestDescription)
            throw new ArgumentException($"A description has 1 to {LongestDescription} characters.", nameof(description));
    }
}
