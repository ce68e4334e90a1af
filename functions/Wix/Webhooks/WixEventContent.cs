using System.Text.Json;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Wix.Webhooks;

/// <summary>Reads what each kind of event says into a <see cref="WixEvent"/>.</summary>
internal static class WixEventContent
{
    // Wix merges at most 5 contacts at once: https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/merge-contacts
    private const int MostMerged = 50;

    /// <exception cref="JsonException">What the kind cannot do without is missing, or something is of the wrong type.</exception>
    public static WixEvent Fill(WixEvent blank, JsonElement domainEvent, JsonElement? payload) => blank.Kind switch
    {
        WixEventKind.PointsUpdated => PointsUpdated(blank, Needed(payload)),
        WixEventKind.AccountCreated => WithAccount(blank, Needed(payload)),
        WixEventKind.ContactCreated => blank with { ContactId = payload?.Id("id") ?? domainEvent.RequiredId("entityId") },
        WixEventKind.MemberCreated => blank with { ContactId = Needed(payload).RequiredId("contactId") },
        WixEventKind.ContactMerged => Merged(blank, Needed(payload)),
        WixEventKind.ContactDeleted => blank with { ContactId = domainEvent.RequiredId("entityId") },
        _ => blank,
    };

    private static WixEvent PointsUpdated(WixEvent blank, JsonElement body)
    {
        var account = body.Member("account") ?? throw new JsonException("account is missing.");
        return WithAccount(blank, account) with { Transaction = TransactionOf(account) ?? TransactionOf(body, account) };
    }

    // The entityId beside it is not always the account's: Wix's own samples differ. The account's own id counts.
    private static WixEvent WithAccount(WixEvent blank, JsonElement account) => blank with
    {
        AccountId = account.RequiredId("id"),
        ContactId = account.Id("contactId"),
        Revision = account.Int64("revision") ?? 0,
        Balance = account.Member("points")?.Int64("balance"),
    };

    private static LoyaltyFunctions.Wix.LoyaltyTransaction? TransactionOf(JsonElement place, JsonElement? account = null)
    {
        var transaction = place.Member("latestTransaction") ?? place.Member("loyaltyTransaction");
        // Without an id, an amount or a date it is worth no more than a nudge.
        return transaction is { } found && found.Member("id") is not null && found.Member("amount") is not null && found.Member("createdDate") is not null
            ? WixEntities.Transaction(found, (account ?? place).RequiredId("id"))
            : null;
    }

    private static WixEvent Merged(WixEvent blank, JsonElement body)
    {
        var sources = body.Items("sourceContactIds").Take(MostMerged + 1).Select(ContactId).ToList();
        return sources.Count is 0 or > MostMerged
            ? throw new JsonException("sourceContactIds is empty or too long.")
            : blank with { ContactId = body.RequiredId("targetContactId"), MergedContactIds = sources };
    }

    private static string ContactId(JsonElement id) =>
        id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var contact) ? contact.ToString() : throw new JsonException("A sourceContactId is not a GUID.");

    private static JsonElement Needed(JsonElement? payload) => payload ?? throw new JsonException("The event has no payload.");
}
