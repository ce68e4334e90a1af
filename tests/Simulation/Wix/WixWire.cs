using System.Globalization;
using System.Text;
using System.Text.Json;
using LoyaltyFunctions.Simulation.Faults;
using LoyaltyFunctions.Simulation.Loop;
using LoyaltyFunctions.Simulation.Site;

namespace LoyaltyFunctions.Simulation.Wix;

/// <summary>Wix's JSON, in the forms that the seed's weather chose.</summary>
internal sealed class WixWire(WixBook book, Weather weather, Dice dice)
{
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static byte[] Error(string code) => Json(json =>
    {
        json.WriteString("message", "No.");
        json.WriteStartObject("details");
        json.WriteStartObject("applicationError");
        json.WriteString("code", code);
        json.WriteString("description", "No.");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>A page of a list, and where the next begins.</summary>
    /// <param name="list">What the cursor says of the list, before the place in it.</param>
    public static void Page<T>(Utf8JsonWriter json, string name, List<T> all, int skip, int size, string list, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in all.Skip(skip).Take(size))
            write(item);
        json.WriteEndArray();
        json.WriteStartObject("pagingMetadata");
        json.WriteBoolean("hasNext", skip + size < all.Count);
        json.WriteStartObject("cursors");
        if (skip + size < all.Count)
            json.WriteString("next", string.Create(CultureInfo.InvariantCulture, $"{list}|{skip + size}"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void Account(Utf8JsonWriter json, string? name, WixAccount account, WixTransaction? latest)
    {
        Begin(json, name);
        json.WriteString("id", account.Id);
        json.WriteString("contactId", account.ContactId);
        json.WriteString("revision", account.Revision.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("points");
        json.WriteNumber("balance", account.Balance);
        json.WriteEndObject();
        json.WriteStartObject("contact");
        json.WriteString("id", account.ContactId);
        json.WriteString("email", book.EmailOf(account.ContactId));
        json.WriteEndObject();
        json.WriteString("createdDate", Date(account.CreatedAt));
        json.WriteString("updatedDate", Date(account.UpdatedAt));
        if (latest is not null)
            Transaction(json, "latestTransaction", latest, account.Id);
        json.WriteEndObject();
    }

    public void Transaction(Utf8JsonWriter json, string? name, WixTransaction transaction, string accountId)
    {
        Begin(json, name);
        json.WriteString("id", transaction.Id);
        json.WriteString("accountId", accountId);
        json.WriteString("createdDate", Date(transaction.At));
        json.WriteNumber("amount", transaction.Amount);
        json.WriteString(name is null ? "transactionType" : "type", transaction.Type);
        json.WriteString("description", weather.KeepsDescription ? transaction.Description : "");
        if (transaction.Key is not null)
            json.WriteString("idempotencyKey", transaction.Key);
        else if (weather.AdjustKey is not null)
            json.WriteString("idempotencyKey", transaction.Id);
        if (transaction.Type == "ADJUST")
        {
            json.WriteStartObject("adjustInfo");
            json.WriteString("appId", Sides.LoyaltyAppId);
            if (weather.TellsBalances)
            {
                json.WriteNumber("amountBefore", transaction.Before);
                json.WriteNumber("amountAfter", transaction.Before + transaction.Amount);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public void Contact(Utf8JsonWriter json, string? name, string id)
    {
        Begin(json, name);
        json.WriteString("id", id);
        json.WriteString("createdDate", "2025-01-01T00:00:00.000Z");
        json.WriteStartObject("primaryInfo");
        json.WriteString("email", book.EmailOf(id));
        json.WriteEndObject();
        json.WriteStartObject("info");
        json.WriteStartObject("emails");
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("email", book.EmailOf(id));
        json.WriteBoolean("primary", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The envelope of an event about the account as it is now.</summary>
    /// <param name="transaction">Null where the balance moved without one.</param>
    public byte[] PointsUpdated(WixAccount account, WixTransaction? transaction, string eventId) => Envelope(
        "wix.loyalty.v1.account_points_updated", transaction?.MadeByApp == true, eventId, "points_updated", "actionEvent", "body",
        json => Account(json, "account", account, weather.LatestTransaction ? transaction : null));

    private static void Begin(Utf8JsonWriter json, string? name)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
    }

    private byte[] Envelope(
        string eventType, bool byApp, string eventId, string slug, string place, string member, Action<Utf8JsonWriter> write)
    {
        var body = Json(write);
        var domainEvent = Json(json =>
        {
            json.WriteString("id", eventId);
            json.WriteString("entityFqdn", "wix.loyalty.v1.account");
            json.WriteString("slug", slug);
            json.WriteStartObject(place);
            if (weather.OldBody)
            {
                json.WriteString(member + "AsJson", body);
            }
            else
            {
                json.WritePropertyName(member);
                json.WriteRawValue(body);
            }

            json.WriteEndObject();
            json.WriteString("eventTime", Date(book.Now));
        });
        return Json(json =>
        {
            json.WriteString("data", domainEvent);
            json.WriteString("eventType", eventType);
            json.WriteString("instanceId", Sides.SiteId);
            if (Identity(byApp) is { } app)
                json.WriteString("identity", Encoding.UTF8.GetBytes($$"""{"identityType":"APP","appId":"{{app}}"}"""));
        });
    }

    private string? Identity(bool byApp) => weather.Identity switch
    {
        "app" => byApp ? Sides.AppId : null,
        "loyalty" => Sides.LoyaltyAppId,
        "none" => null,
        _ => dice.Happens(0.5) ? Sides.AppId : Sides.LoyaltyAppId,
    };

    private static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
