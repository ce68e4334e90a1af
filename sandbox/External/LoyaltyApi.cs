using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.External;
using Microsoft.AspNetCore.Http;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>The calls of <c>docs/external-api.yaml</c> on the simulator's ledger, before any fault.</summary>
internal sealed class LoyaltyApi(Ledger ledger, TimeProvider time, Func<ExternalBehaviour> behaviour)
{
    private const int MostPerPage = 1000;

    public ValueTask<ApiAnswer> ListAccountsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["email"].ToString() is { Length: > 0 } email)
            return new(new ApiAnswer(200, new { items = ledger.FindByEmail(email).Select(ToBody) }));
        if (query["phone"].ToString() is { Length: > 0 } phone)
            return new(new ApiAnswer(200, new { items = ledger.FindByPhone(phone).Select(ToBody) }));
        if (query["reference"].ToString() is { Length: > 0 } reference)
            return new(new ApiAnswer(200, new { items = ledger.FindByReference(reference).Select(ToBody) }));
        if (ReadPaging(query) is not { } paging)
            return new(BadQuery());
        var (items, next) = ledger.Accounts(paging.From ?? 0, paging.Limit);
        return new(new ApiAnswer(200, new { items = items.Select(ToBody), next = ToCursor(next) }));
    }

    public ValueTask<ApiAnswer> GetAccountAsync(HttpContext context) =>
        new(ledger.Find(Id(context)) is { } account ? new ApiAnswer(200, ToBody(account)) : NoSuchAccount());

    public async ValueTask<ApiAnswer> CreateAccountAsync(HttpContext context)
    {
        if (MissingKey(context) is { } missing)
            return missing;
        if (await ReadAsync<NewAccount>(context) is not { } body)
            return BadBody();
        if (body.Reference.Length is 0 or > 128)
            return Invalid("reference must have 1 to 128 characters.");
        var (account, created) = ledger.CreateAccount(body.Email, body.Phone, body.FirstName, body.Reference);
        return new ApiAnswer(created ? 201 : 200, ToBody(account));
    }

    public async ValueTask<ApiAnswer> WriteTransactionAsync(HttpContext context)
    {
        if (MissingKey(context) is { } missing)
            return missing;
        if (await ReadAsync<NewTransaction>(context) is not { } body)
            return BadBody();
        if (body.Points == 0 || Math.Abs((decimal)body.Points) > 1_000_000_000)
            return Invalid("points must not be 0 and not be beyond a thousand million.");
        if (body.Reference.Length > 256 || body.Description.Length > 500)
            return Invalid("reference has at most 256 characters, description 500.");

        var key = behaviour().HonourIdempotencyKeys ? Key(context) : null;
        var booking = new Booking(Id(context), TransactionKind.Api, body.Points, body.Reference, body.Description, key);
        return ledger.Book(booking, behaviour().NegativeBalances) switch
        {
            BookingResult.Booked booked => new ApiAnswer(
                booked.Repeat ? 200 : 201,
                new { transaction = ToBody(booked.Transaction), balance = booked.Transaction.Balance },
                booked.Repeat ? null : booked.Transaction),
            BookingResult.InsufficientPoints short_ => ApiAnswer.Problem(
                409, "insufficient_points", "Insufficient points", $"The account has {short_.Balance} points."),
            BookingResult.KeyReused => ApiAnswer.Problem(
                422, "idempotency_key_reused", "Idempotency key reused", "The key was used for another account or other points."),
            _ => NoSuchAccount(),
        };
    }

    public ValueTask<ApiAnswer> ListTransactionsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (ReadPaging(query) is not { } paging || !TryReadSince(query["since"], out var since))
            return new(BadQuery());
        var until = time.GetUtcNow() - TimeSpan.FromMilliseconds(behaviour().ListLagMs);
        var accountId = context.Request.RouteValues["id"] as string;
        return new(ledger.Transactions(accountId, since, paging.From, until, paging.Limit) is not { } page
            ? NoSuchAccount()
            : new ApiAnswer(200, new { items = page.Items.Select(t => ToBody(t.Shown(behaviour()))), next = ToCursor(page.Next) }));
    }

    private static object ToBody(SimulatedAccount account) => new { account.Id, account.Email, account.Phone, account.Reference, account.Balance };

    private object ToBody(SimulatedTransaction transaction) => new
    {
        transaction.Id,
        transaction.AccountId,
        transaction.Points,
        Reference = behaviour().EchoReference ? transaction.Reference : null,
        transaction.Description,
        transaction.OccurredAt,
    };

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static string? Key(HttpContext context) => context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null;

    private ApiAnswer? MissingKey(HttpContext context) =>
        behaviour().HonourIdempotencyKeys && Key(context) is null or { Length: > 128 }
            ? ApiAnswer.Problem(400, "idempotency_key_missing", "Idempotency key missing", "Idempotency-Key must have 1 to 128 characters.")
            : null;

    private static (int? From, int Limit)? ReadPaging(IQueryCollection query)
    {
        var limit = 100;
        if (query["limit"].ToString() is { Length: > 0 } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostPerPage))
            return null;
        if (query["cursor"].ToString() is not { Length: > 0 } cursor)
            return (null, limit);
        return cursor[0] == 'c' && int.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? (from, limit)
            : null;
    }

    private static bool TryReadSince(string? text, out DateTimeOffset since)
    {
        since = DateTimeOffset.MinValue;
        return string.IsNullOrEmpty(text)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out since);
    }

    private static string? ToCursor(int? next) => next is { } n ? string.Create(CultureInfo.InvariantCulture, $"c{n}") : null;

    private static async ValueTask<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, SimulatorJson.ContractOptions, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ApiAnswer NoSuchAccount() => ApiAnswer.Problem(404, "account_not_found", "Account not found", "There is no account with this id.");

    private static ApiAnswer BadBody() => Invalid("The body is not the JSON that the contract asks for.");

    private static ApiAnswer BadQuery() => Invalid("cursor, limit (1 to 1000) or since (RFC 3339) is malformed.");

    private static ApiAnswer Invalid(string detail) => ApiAnswer.Problem(400, "invalid_request", "Invalid request", detail);

    private sealed record NewAccount(string Reference, string? Email = null, string? Phone = null, string? FirstName = null);

    private sealed record NewTransaction(long Points, string Reference, string Description, DateTimeOffset OccurredAt);
}
