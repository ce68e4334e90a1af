using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Http;

namespace LoyaltyFunctions.Simulation.Wix;

/// <summary>The calls of Wix that the sync makes, before any fault.</summary>
internal sealed class WixApi(WixBook book, WixWire wire, Weather weather)
{
    private const string Accounts = "/loyalty-accounts/v1/accounts";
    private const string Contacts = "/contacts/v4/contacts";

    public SimAnswer Handle(SimRequest request)
    {
        var path = request.Path;
        if (path == "/oauth2/token")
            return Ok(json =>
            {
                json.WriteString("access_token", "token");
                json.WriteNumber("expires_in", 14_400);
            });
        if (path == "/loyalty-transactions/v1/loyalty-transactions/query")
            return Transactions(request.Body!.Value);
        if (path == $"{Contacts}/query")
            return ContactsWith(request.Body!.Value);
        if (path.StartsWith($"{Contacts}/", StringComparison.Ordinal))
            return book.EmailOf(path[(Contacts.Length + 1)..]) is null ? Refuse(404, "NOT_FOUND") : Ok(json => wire.Contact(json, "contact", path[(Contacts.Length + 1)..]));
        if (path == $"{Accounts}/fetch-by")
            return book.FindByContact(request.Query[(request.Query.IndexOf('=', StringComparison.Ordinal) + 1)..]) is { } found ? Of(found) : Refuse(404, "NOT_FOUND");
        if (path == $"{Accounts}/query")
            return List(request.Body!.Value);
        if (path == Accounts)
            return Create(request.Body!.Value.GetProperty("contactId").GetString()!);

        var parts = path[(Accounts.Length + 1)..].Split('/');
        if (book.Find(parts[0]) is not { } account)
            return Refuse(404, "NOT_FOUND");
        return parts switch
        {
            [_] => Of(account),
            [_, "adjust-points"] => Adjust(account, request.Body!.Value),
            [_, "earn-points"] => Earn(account, request.Body!.Value),
            _ => Refuse(501, "NOT_IMPLEMENTED"),
        };
    }

    private SimAnswer Adjust(WixAccount account, JsonElement body)
    {
        if (body.GetProperty("revision").GetString() != account.Revision.ToString(CultureInfo.InvariantCulture))
            return Refuse(weather.StaleStatus, weather.NamesRefusals ? "INVALID_REVISION" : "FAILED");
        return book.Change(account, body.GetProperty("amount").GetInt64(), "ADJUST", body.GetProperty("description").GetString()!, null, madeByApp: true) is { } made
            ? Written(account, made)
            : Refuse(weather.InsufficientStatus, weather.NamesRefusals ? "INSUFFICIENT_POINTS" : "FAILED");
    }

    private SimAnswer Earn(WixAccount account, JsonElement body)
    {
        var key = body.GetProperty("idempotencyKey").GetString()!;
        if (!account.EarnKeys.Add(key))
            return Refuse(409, "TRANSACTION_ALREADY_EXISTS");
        var made = book.Change(account, body.GetProperty("amount").GetInt64(), "EARN", body.GetProperty("description").GetString()!, key, madeByApp: true)!;
        return Written(account, made);
    }

    private SimAnswer Written(WixAccount account, WixTransaction made) => Ok(json =>
    {
        wire.Account(json, "account", account, weather.LatestTransaction ? made : null);
        if (weather.AnswersWithId)
            json.WriteString("transactionId", made.Id);
    });

    private SimAnswer Create(string contactId)
    {
        if (book.EmailOf(contactId) is null)
            return Refuse(404, "CONTACT_NOT_FOUND");
        return book.FindByContact(contactId) is null ? Of(book.AddAccount(contactId)) : Refuse(409, "ALREADY_EXISTS");
    }

    private SimAnswer List(JsonElement body)
    {
        var query = body.GetProperty("query");
        var paging = query.GetProperty("cursorPaging");
        var (since, skip) = (DateTimeOffset.MinValue, 0);
        if (paging.TryGetProperty("cursor", out var cursor) && cursor.GetString()!.Split('|') is [var ticks, var before])
            (since, skip) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(before, CultureInfo.InvariantCulture));
        else if (query.GetProperty("filter").TryGetProperty("createdDate", out var date))
            since = date.GetProperty("$gte").GetDateTimeOffset();
        var found = book.Accounts.Where(account => account.CreatedAt >= since).OrderBy(account => account.CreatedAt).ToList();
        return Ok(json => WixWire.Page(
            json, "loyaltyAccounts", found, skip, Math.Min(paging.GetProperty("limit").GetInt32(), weather.PageSize),
            string.Create(CultureInfo.InvariantCulture, $"{since.UtcTicks}"), account => wire.Account(json, null, account, null)));
    }

    private SimAnswer Transactions(JsonElement body)
    {
        var query = body.GetProperty("query");
        var paging = query.GetProperty("cursorPaging");
        if (paging.TryGetProperty("cursor", out var cursor) && cursor.GetString()!.Split('|') is [var id, var ticks, var skip])
            return Page(id, new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), null, int.Parse(skip, CultureInfo.InvariantCulture), paging);

        var filter = query.GetProperty("filter");
        var since = filter.TryGetProperty("createdDate", out var date) ? date.GetProperty("$gte").GetDateTimeOffset() : DateTimeOffset.MinValue;
        var key = filter.TryGetProperty("idempotencyKey", out var wanted) ? wanted.GetString() : null;
        return Page(filter.GetProperty("accountId").GetString()!, since, key, 0, paging);
    }

    private SimAnswer Page(string accountId, DateTimeOffset since, string? key, int skip, JsonElement paging)
    {
        var found = book.Find(accountId) is { } account ? book.Listed(account, since) : [];
        if (key is not null)
            found.RemoveAll(t => t.Key != key);
        var size = Math.Min(paging.GetProperty("limit").GetInt32(), weather.PageSize);
        return Ok(json => WixWire.Page(
            json, "loyaltyTransactions", found, skip, size, string.Create(CultureInfo.InvariantCulture, $"{accountId}|{since.UtcTicks}"),
            transaction => wire.Transaction(json, null, transaction, accountId)));
    }

    private SimAnswer ContactsWith(JsonElement body)
    {
        var email = body.GetProperty("query").GetProperty("filter").GetProperty("info.emails.email").GetString()!;
        return Ok(json =>
        {
            json.WriteStartArray("contacts");
            if (book.ContactWith(email) is { } id)
                wire.Contact(json, null, id);
            json.WriteEndArray();
        });
    }

    private SimAnswer Of(WixAccount account) => Ok(json => wire.Account(json, "account", account, null));

    private static SimAnswer Ok(Action<Utf8JsonWriter> write) => new(200, WixWire.Json(write));

    private static SimAnswer Refuse(int status, string code) => new(status, WixWire.Error(code));
}
