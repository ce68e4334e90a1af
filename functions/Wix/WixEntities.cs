using System.Text.Json;

namespace LoyaltyFunctions.Wix;

/// <summary>Wix's JSON entities, as the records that the app works with.</summary>
internal static class WixEntities
{
    // Wix's own longest description and key (https://dev.wix.com/docs/rest/crm/loyalty-program/loyalty-transactions); a queue message holds them.
    private const int LongestDescription = 100;
    private const int LongestKey = 256;
    private const int LongestLocale = 35;

    public static LoyaltyAccount Account(JsonElement account) => new(
        account.RequiredId("id"),
        account.Id("contactId"),
        account.Id("memberId"),
        account.Int64("revision") ?? throw new JsonException("revision is missing."),
        account.Member("points")?.Int64("balance") ?? 0,
        account.Member("contact")?.Text("email"))
    {
        CreatedDate = account.Date("createdDate"),
        UpdatedDate = account.Date("updatedDate"),
        TierId = account.Member("tier")?.Id("id"),
        ExpiringPoints = account.Member("pointsExpiration")?.Int64("expiringPointsAmount") ?? 0,
        ExpirationDate = account.Member("pointsExpiration")?.Date("expirationDate"),
    };

    public static LoyaltyTransaction Transaction(JsonElement transaction, string accountId)
    {
        var info = transaction.Member("adjustInfo") ?? transaction.Member("expireInfo");
        return new(
            transaction.RequiredId("id"),
            transaction.Id("accountId") ?? accountId,
            transaction.Date("createdDate") ?? throw new JsonException("createdDate is missing."),
            transaction.Int64("amount") ?? throw new JsonException("amount is missing."),
            transaction.Text("transactionType", LongestKey) ?? transaction.Text("type", LongestKey) ?? "UNKNOWN",
            transaction.Text("description", LongestDescription),
            transaction.Text("idempotencyKey", LongestKey),
            info?.Int64("amountBefore"),
            info?.Int64("amountAfter"),
            AppOf(transaction));
    }

    public static Contact Contact(JsonElement contact)
    {
        var info = contact.Member("info");
        return new(
            contact.RequiredId("id"),
            contact.Date("createdDate") ?? throw new JsonException("createdDate is missing."),
            Ordered(contact.Member("primaryInfo")?.Text("email") ?? contact.Member("primaryEmail")?.Text("email"), info?.Member("emails"), "email"),
            Ordered(null, info?.Member("phones"), "e164Phone"),
            info?.Member("name")?.Text("first"),
            contact.Member("primaryEmail")?.Text("subscriptionStatus")
                ?? info?.Member("extendedFields")?.Member("items")?.Text("emailSubscriptions.subscriptionStatus"))
        {
            Locale = info?.Text("locale", LongestLocale),
        };
    }

    private static string? AppOf(JsonElement transaction)
    {
        foreach (var kind in (ReadOnlySpan<string>)["earnInfo", "adjustInfo", "refundInfo"])
        {
            if (transaction.Member(kind)?.Text("appId", LongestKey) is { } app)
                return app;
        }

        return transaction.Text("appId", LongestKey);
    }

    private static List<string> Ordered(string? first, JsonElement? list, string name)
    {
        var found = first is null ? new List<string>() : [first];
        foreach (var item in list?.Items("items").OrderByDescending(item => item.Flag("primary")) ?? Enumerable.Empty<JsonElement>())
        {
            if (item.Text(name) is { Length: > 0 } value && !found.Contains(value))
                found.Add(value);
        }

        return found;
    }
}
