using System.Globalization;
using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// Makes the events that Wix sends, with the switches that concern their content.
/// <see href="https://dev.wix.com/docs/api-reference/articles/work-with-wix-apis/platform/about-the-structure-of-webhooks"/>
/// </summary>
internal sealed class WebhookEvents(WixWorld world)
{
    private const string AccountEntity = "wix.loyalty.v1.account";
    private const string ContactEntity = "wix.contacts.v4.contact";

    private static readonly Origin Site = new(ByApp: false, "site");

    private readonly string siteOwner = Guid.NewGuid().ToString();

    public IReadOnlyList<WebhookEvent> Of(AccountChange? change)
    {
        if (change is null)
            return [];

        var behaviour = world.Behaviour;
        var events = new List<WebhookEvent>(3);
        if (change.Transaction is { } t && (t.Type != "EXPIRE" || behaviour.ExpireEvents) && (t.Type != "REFUND" || behaviour.RefundEvents))
            events.Add(PointsUpdated(change, t));
        if (behaviour.AccountUpdatedEvents)
        {
            events.Add(AccountUpdated(change, change.After));
            if (change.Extra is { } extra)
                events.Add(AccountUpdated(change, extra));
        }

        return events;
    }

    public WebhookEvent AccountCreated(SimSite site, SimAccount account, Origin origin)
    {
        var entity = Wire.Account(site, account, account.State);
        return Domain(site, AccountEntity, "created", account.Id, Created(entity), account.NextEventSequence(), Identity(origin));
    }

    public WebhookEvent ContactCreated(SimSite site, SimContact contact) =>
        Domain(site, ContactEntity, "created", contact.Id, Created(ContactWire.Full(contact)), contact.NextEventSequence(), Identity(Site));

    public WebhookEvent ContactUpdated(SimSite site, SimContact contact, string? originatedFrom = null) =>
        Domain(site, ContactEntity, "updated", contact.Id, Updated(ContactWire.Full(contact)), contact.NextEventSequence(), Identity(Site), originatedFrom);

    public WebhookEvent ContactDeleted(SimSite site, SimContact contact, string? originatedFrom = null, bool erasure = false) =>
        Domain(site, ContactEntity, "deleted", contact.Id, ("deletedEvent", new { }), contact.NextEventSequence(), Identity(Site), originatedFrom, erasure);

    public WebhookEvent ContactMerged(SimSite site, SimContact target, IEnumerable<string> sourceIds)
    {
        var body = new { targetContactId = target.Id, sourceContactIds = sourceIds.ToArray(), targetContact = ContactWire.Full(target) };
        return Domain(site, ContactEntity, "merged", target.Id, Action(body), target.NextEventSequence(), Identity(Site));
    }

    public WebhookEvent MemberCreated(SimSite site, SimContact contact) =>
        Domain(site, "wix.members.v1.member", "created", contact.State.MemberId!, Created(Wire.Member(contact)), 1, Identity(Site));

    public WebhookEvent ProgramUpdated(SimSite site, Origin origin) =>
        Domain(site, "wix.loyalty.v1.program", "updated", "settings", Updated(Wire.Program(site.Program)), null, Identity(origin));

    public WebhookEvent AppInstalled(SimSite site)
    {
        var data = new Dictionary<string, string?> { ["appId"] = world.Options.AppId, ["originInstanceId"] = null };
        return new WebhookEvent(site.InstanceId, "AppInstalled", null, null, _ => data, Identity(Site));
    }

    public WebhookEvent AppRemoved(SimSite site) =>
        new(site.InstanceId, "AppRemoved", null, null, _ => new { appId = world.Options.AppId }, Identity(Site));

    private WebhookEvent PointsUpdated(AccountChange change, SimTransaction transaction)
    {
        var latest = world.Behaviour.LatestTransaction ? Wire.LatestTransaction(transaction, world) : null;
        var body = new { account = Wire.Account(change.Site, change.Account, change.After, latest) };
        var identity = transaction.Type == "EXPIRE" && !world.Behaviour.PeopleAsOurApp ? App(WixWorld.LoyaltyAppId) : Identity(change.Origin);
        return Domain(change.Site, AccountEntity, "points_updated", change.Account.Id, Action(body), change.Account.NextEventSequence(), identity);
    }

    private WebhookEvent AccountUpdated(AccountChange change, AccountState state)
    {
        var entity = Wire.Account(change.Site, change.Account, state);
        return Domain(change.Site, AccountEntity, "updated", change.Account.Id, Updated(entity), change.Account.NextEventSequence(), Identity(change.Origin));
    }

    private (string Key, object Value) Created(object entity) =>
        ("createdEvent", world.Behaviour.OldWireForm ? new { entityAsJson = Text(entity) } : new { entity });

    private (string Key, object Value) Updated(object entity) =>
        ("updatedEvent", world.Behaviour.OldWireForm ? new { currentEntityAsJson = Text(entity) } : new { currentEntity = entity });

    private (string Key, object Value) Action(object body) =>
        ("actionEvent", world.Behaviour.OldWireForm ? new { bodyAsJson = Text(body) } : new { body });

    private static string Text(object value) => JsonSerializer.Serialize(value, WixJson.Options);

    private WebhookEvent Domain(
        SimSite site,
        string entity,
        string slug,
        string entityId,
        (string Key, object Value) content,
        long? sequence,
        object? identity,
        string? originatedFrom = null,
        bool erasure = false)
    {
        var time = world.Options.TimeProvider.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        object Data(string? id)
        {
            var domain = new Dictionary<string, object?>
            {
                ["id"] = id,
                ["entityFqdn"] = entity,
                ["slug"] = slug,
                ["entityId"] = entityId,
                [content.Key] = content.Value,
                ["eventTime"] = time,
                ["triggeredByAnonymizeRequest"] = erasure,
            };
            if (originatedFrom is not null)
                domain["originatedFrom"] = originatedFrom;
            if (sequence is { } number)
                domain["entityEventSequence"] = Wire.Number(number);
            return domain;
        }

        return new WebhookEvent(site.InstanceId, $"{entity}_{slug}", Guid.NewGuid().ToString(), entityId, Data, identity);
    }

    private object? Identity(Origin origin) => (origin.ByApp, world.Behaviour) switch
    {
        (true, { Identity: EventIdentity.OurApp }) or (false, { PeopleAsOurApp: true }) => App(world.Options.AppId),
        (true, { Identity: EventIdentity.LoyaltyApp }) => App(WixWorld.LoyaltyAppId),
        (true, { Identity: EventIdentity.Absent }) => null,
        (false, _) when origin.MemberId is not null => new { identityType = "MEMBER", memberId = origin.MemberId },
        _ => new { identityType = "WIX_USER", wixUserId = siteOwner },
    };

    private static object App(string appId) => new { identityType = "APP", appId };
}
