using System.Globalization;
using LoyaltyFunctions.External.Contract;
using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.External;

/// <summary>
/// The external system over the REST contract of <c>docs/external-api.yaml</c>. Reads are repeated after a passing failure; a write is sent
/// once, and its outcome is told as it is known: the sync protocol decides what is safe to repeat.
/// </summary>
public sealed class RestExternalLoyalty(ExternalHttp http) : IExternalLoyalty
{
    /// <summary>Name of the <see cref="HttpClient"/> that all calls go through.</summary>
    public const string HttpClientName = "external-loyalty";

    private const int TransactionsPerPage = 100;

    public ExternalCapabilities CapabilitiesOf(string siteId)
    {
        var options = http.OptionsOf(siteId);
        return new ExternalCapabilities(options.IdempotencyKeys, options.EchoesReference, options.NegativeBalances);
    }

    public Task<IReadOnlyList<ExternalAccount>> FindAccountsByEmailAsync(string siteId, string email, CancellationToken ct) =>
        FindAccountsAsync(siteId, "email", email, ct);

    public Task<IReadOnlyList<ExternalAccount>> FindAccountsByPhoneAsync(string siteId, string phone, CancellationToken ct) =>
        FindAccountsAsync(siteId, "phone", phone, ct);

    public Task<IReadOnlyList<ExternalAccount>> FindAccountsByReferenceAsync(string siteId, string reference, CancellationToken ct) =>
        FindAccountsAsync(siteId, "reference", reference, ct);

    public async Task<ExternalAccount?> GetAccountAsync(string siteId, string accountId, CancellationToken ct)
    {
        try
        {
            return ToAccount(await http.GetAsync(siteId, AccountPath(accountId), ContractJson.Default.AccountBody, ct));
        }
        catch (ExternalException e) when (e.Failure == ExternalFailure.NotFound)
        {
            return null;
        }
    }

    public async Task<ExternalPage<ExternalAccount>> ListAccountsAsync(string siteId, string? cursor, int limit, CancellationToken ct)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/accounts?limit={limit}{Cursor(cursor)}");
        var page = await http.GetAsync(siteId, path, ContractJson.Default.PageBodyAccountBody, ct);
        return new ExternalPage<ExternalAccount>([.. page.Items.Select(ToAccount)], page.Next);
    }

    public async Task<ExternalAccount> CreateAccountAsync(string siteId, NewExternalAccount account, string idempotencyKey, CancellationToken ct)
    {
        var body = new NewAccountBody(account.Email, account.Phone, account.FirstName, account.Reference);
        return ToAccount(await http.PostAsync(
            siteId, "/v1/accounts", body, ContractJson.Default.NewAccountBody, idempotencyKey, ContractJson.Default.AccountBody, ct));
    }

    public async Task<ExternalPage<ExternalTransaction>> ListTransactionsAsync(
        string siteId, string accountId, DateTimeOffset since, string? cursor, CancellationToken ct)
    {
        try
        {
            return await GetTransactionsAsync(siteId, AccountPath(accountId) + "/transactions", since, cursor, ct);
        }
        catch (ExternalException e) when (e.Failure == ExternalFailure.NotFound)
        {
            return new([], null);
        }
    }

    public Task<ExternalPage<ExternalTransaction>> ListAllTransactionsAsync(
        string siteId, DateTimeOffset since, string? cursor, CancellationToken ct) =>
        GetTransactionsAsync(siteId, "/v1/transactions", since, cursor, ct);

    public async Task<WriteOutcome> WriteTransactionAsync(string siteId, string accountId, ExternalWrite write, CancellationToken ct)
    {
        var body = new NewTransactionBody(write.Points, write.Reference, write.Description, write.OccurredAt);
        try
        {
            var written = await http.PostAsync(
                siteId, AccountPath(accountId) + "/transactions", body, ContractJson.Default.NewTransactionBody,
                write.IdempotencyKey, ContractJson.Default.WrittenBody, ct);
            var transaction = ToTransaction(written.Transaction);
            return transaction.AccountId == accountId && transaction.Points == write.Points
                ? new WriteOutcome.Written(transaction.Id, written.Balance, Revision: null)
                : new WriteOutcome.Unknown("External system: it answers with a transaction other than the one asked for");
        }
        catch (ExternalException e)
        {
            return OutcomeOf(e);
        }
    }

    private static WriteOutcome OutcomeOf(ExternalException e) => e.Failure switch
    {
        ExternalFailure.Throttled => new WriteOutcome.Throttled(e.Wait),
        ExternalFailure.NotFound => new WriteOutcome.Refused(RefusalCodes.AccountNotFound, e.Message),
        ExternalFailure.NotPermitted => new WriteOutcome.Refused(RefusalCodes.NotPermitted, e.Message),
        ExternalFailure.Refused => new WriteOutcome.Refused(e.Code!, e.Message),
        _ => new WriteOutcome.Unknown(e.Message),
    };

    private async Task<ExternalPage<ExternalTransaction>> GetTransactionsAsync(
        string siteId, string path, DateTimeOffset since, string? cursor, CancellationToken ct)
    {
        var from = Uri.EscapeDataString(since.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        var query = string.Create(CultureInfo.InvariantCulture, $"?since={from}&limit={TransactionsPerPage}{Cursor(cursor)}");
        var page = await http.GetAsync(siteId, path + query, ContractJson.Default.PageBodyTransactionBody, ct);
        return new ExternalPage<ExternalTransaction>([.. page.Items.Select(ToTransaction)], page.Next);
    }

    private async Task<IReadOnlyList<ExternalAccount>> FindAccountsAsync(string siteId, string by, string value, CancellationToken ct)
    {
        var page = await http.GetAsync(siteId, $"/v1/accounts?{by}={Uri.EscapeDataString(value)}", ContractJson.Default.PageBodyAccountBody, ct);
        return [.. page.Items.Select(ToAccount)];
    }

    private static string AccountPath(string accountId) => $"/v1/accounts/{Uri.EscapeDataString(accountId)}";

    private static string Cursor(string? cursor) => cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";

    private static ExternalAccount ToAccount(AccountBody body) =>
        new(Checked(body.Id), body.Email, body.Phone, body.Reference, body.Balance);

    private static ExternalTransaction ToTransaction(TransactionBody body) =>
        new(Checked(body.Id), Checked(body.AccountId), body.Points, body.Reference, body.OccurredAt);

    private static string Checked(string id) =>
        ExternalId.IsValid(id) ? id : throw ExternalHttp.Unavailable("it answers with an id outside the contract");
}
