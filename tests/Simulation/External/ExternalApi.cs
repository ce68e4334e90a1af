using System.Globalization;
using System.Text.Json;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Http;
using LoyaltyFunctions.Simulation.Wix;

namespace LoyaltyFunctions.Simulation.External;

/// <summary>The calls of <c>docs/external-api.yaml</c> that the sync makes, before any fault.</summary>
internal sealed class ExternalApi(ExternalBooks books, Weather weather)
{
    private const string Accounts = "/v1/accounts";
    private const string AllTransactions = "/v1/transactions";

    public SimAnswer Handle(SimRequest request)
    {
        var query = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        if (request.Path == Accounts)
            return request.Method == "GET" ? List(query) : Create(request.Body!.Value);
        if (request.Path == AllTransactions)
            return Transactions(books.Bookings, query);

        var parts = request.Path[(Accounts.Length + 1)..].Split('/');
        if (books.Find(parts[0]) is not { } account)
            return Problem(404, "account_not_found");
        return (request.Method, parts) switch
        {
            ("GET", [_]) => new(200, WixWire.Json(json => Write(json, account))),
            ("GET", [_, "transactions"]) => Transactions(account.Bookings, query),
            ("POST", [_, "transactions"]) => Book(account, request),
            _ => Problem(501, "not_implemented"),
        };
    }

    public ReadOnlySpan<byte> Callback(ExternalBooking booking) => WixWire.Json(json =>
    {
        json.WriteString("type", "points.changed");
        json.WriteStartObject("data");
        json.WriteString("accountId", booking.AccountId);
        json.WriteStartObject("transaction");
        Write(json, booking);
        json.WriteEndObject();
        json.WriteNumber("balance", booking.After);
        json.WriteEndObject();
    });

    private SimAnswer List(Dictionary<string, string> query)
    {
        var found = query.TryGetValue("email", out var email) ? books.WithEmail(email)
            : query.TryGetValue("reference", out var reference) ? books.Accounts.Where(account => account.Reference == reference)
            : null;
        return found is null ? Page(books.Accounts, query, Write) : new(200, WixWire.Json(json => WriteItems(json, found, Write)));
    }

    private SimAnswer Create(JsonElement body)
    {
        var account = books.AddAccount(body.GetProperty("email").GetString()!, body.GetProperty("reference").GetString());
        return new(201, WixWire.Json(json => Write(json, account)));
    }

    private SimAnswer Transactions(IEnumerable<ExternalBooking> bookings, Dictionary<string, string> query)
    {
        var since = DateTimeOffset.Parse(query["since"], CultureInfo.InvariantCulture);
        return Page(bookings.Where(booking => booking.At >= since), query, Write);
    }

    private SimAnswer Page<T>(IEnumerable<T> list, Dictionary<string, string> query, Action<Utf8JsonWriter, T> write)
    {
        var skip = query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var all = list.ToList();
        return new(200, WixWire.Json(json =>
        {
            WriteItems(json, all.Skip(skip).Take(weather.PageSize), write);
            if (skip + weather.PageSize < all.Count)
                json.WriteString("next", (skip + weather.PageSize).ToString(CultureInfo.InvariantCulture));
        }));
    }

    private static void WriteItems<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private SimAnswer Book(ExternalAccountBook account, SimRequest request)
    {
        var body = request.Body!.Value;
        var points = body.GetProperty("points").GetInt64();
        var key = weather.IdempotencyKeys ? request.Key : null;
        var known = key is null ? null : books.FindByKey(key);
        if (known is not null && (known.AccountId != account.Id || known.Points != points))
            return Problem(422, "idempotency_key_reused");
        return (known ?? books.Book(account, points, body.GetProperty("reference").GetString(), key, madeByApp: true)) is { } booking
            ? new(known is null ? 201 : 200, WixWire.Json(json =>
            {
                json.WriteStartObject("transaction");
                Write(json, booking);
                json.WriteEndObject();
                json.WriteNumber("balance", booking.After);
            }))
            : Problem(409, "insufficient_points");
    }

    private static void Write(Utf8JsonWriter json, ExternalAccountBook account)
    {
        json.WriteString("id", account.Id);
        json.WriteNumber("balance", account.Balance);
        json.WriteString("email", account.Email);
        if (account.Reference is not null)
            json.WriteString("reference", account.Reference);
    }

    private void Write(Utf8JsonWriter json, ExternalBooking booking)
    {
        json.WriteString("id", booking.Id);
        json.WriteString("accountId", booking.AccountId);
        json.WriteNumber("points", booking.Points);
        json.WriteString("occurredAt", booking.At);
        if (weather.EchoesReference && booking.Reference is not null)
            json.WriteString("reference", booking.Reference);
    }

    private static SimAnswer Problem(int status, string code) => new(status, WixWire.Json(json => json.WriteString("code", code)));
}
