using System.Text;
using System.Text.Json.Nodes;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class WixWebhookReaderTests : IDisposable
{
    private const string TransactionId = "7af9dffd-0ae6-4408-a40d-e68093f4694e";
    private const string Other = "1415f107-640c-4e04-870f-149cdd562093";

    private static readonly DateTimeOffset Now = new(2026, 1, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly WixWebhookBuilder webhook = new();

    public void Dispose() => webhook.Dispose();

    [Fact]
    public void Points_Updated_says_account_revision_balance_and_who_triggered_it() =>
        Assert.Equal(
            new WixEvent(
                1, WixEventKind.PointsUpdated, WixWebhookBuilder.SiteId, WixWebhookBuilder.EventId,
                new DateTimeOffset(2021, 12, 29, 14, 6, 50, TimeSpan.Zero).AddTicks(1066220),
                WixWebhookBuilder.AccountId, WixWebhookBuilder.ContactId, 3, 15, true, null, null, false, 0, Now, "00-trace"),
            Event());

    [Fact]
    public void Objects_and_strings_read_alike()
    {
        var strings = Event();
        webhook.Objects = true;

        Assert.Equal(strings, Event());
    }

    [Fact]
    public void The_old_wire_form_reads_alike()
    {
        var today = Event();
        var body = webhook.Event!["actionEvent"]!["body"]!.ToJsonString();
        webhook.Event["actionEvent"] = new JsonObject { ["bodyAsJson"] = body };

        Assert.Equal(today, Event());
    }

    [Theory]
    [InlineData("latestTransaction", true)]
    [InlineData("loyaltyTransaction", true)]
    [InlineData("latestTransaction", false)]
    public void The_transaction_is_taken_where_the_event_carries_one(string name, bool insideAccount)
    {
        (insideAccount ? webhook.Account : webhook.Account.Parent!.AsObject())[name] = Transaction();

        Assert.Equal(
            new LoyaltyTransaction(
                TransactionId, WixWebhookBuilder.AccountId, new DateTimeOffset(2021, 12, 29, 14, 6, 50, 91, TimeSpan.Zero), -1, "ADJUST", "by hand",
                AppId: "553c79f3-5625-4f38-b14b-ef7c0d1e87df"),
            Event().Transaction);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("amount")]
    [InlineData("createdDate")]
    public void A_transaction_that_lacks_what_identifies_it_makes_the_event_a_nudge(string missing)
    {
        var transaction = Transaction();
        transaction.Remove(missing);
        webhook.Account["latestTransaction"] = transaction;

        Assert.Null(Event().Transaction);
    }

    [Fact]
    public void Missing_fields_are_tolerated()
    {
        webhook.Identity = null;
        webhook.Event = new JsonObject { ["actionEvent"] = new JsonObject { ["body"] = new JsonObject { ["account"] = new JsonObject { ["id"] = WixWebhookBuilder.AccountId } } } };

        var read = Event();

        Assert.Equal((WixWebhookBuilder.AccountId, 0, null, false, Now), (read.AccountId, read.Revision, read.Balance, read.ByOurApp, read.EventTime));
        Assert.Equal(read.EventId, Event().EventId);
    }

    [Fact]
    public void A_revision_may_be_a_number_and_ids_may_be_upper_case()
    {
        webhook.Account["revision"] = 9007199254740993;
        webhook.Account["id"] = WixWebhookBuilder.AccountId.ToUpperInvariant();
        webhook.InstanceId = WixWebhookBuilder.SiteId.ToUpperInvariant();

        var read = Event();

        Assert.Equal((WixWebhookBuilder.AccountId, WixWebhookBuilder.SiteId, 9007199254740993), (read.AccountId, read.SiteId, read.Revision));
    }

    [Theory]
    [InlineData("""{"identityType":"MEMBER","memberId":"x"}""")]
    [InlineData("""{"identityType":"APP","appId":"553c79f3-5625-4f38-b14b-ef7c0d1e87df"}""")]
    [InlineData("""{"identityType":"MEMBER","appId":"9862eeb4-0b2d-4e03-9988-f8390c2bc53c"}""")]
    [InlineData("""{}""")]
    public void Only_our_own_app_is_our_app(string identity)
    {
        webhook.Identity = JsonNode.Parse(identity);

        Assert.False(Event().ByOurApp);
    }

    [Fact]
    public void Nothing_about_a_person_goes_on()
    {
        var message = System.Text.Json.JsonSerializer.Serialize(Event());

        Assert.DoesNotContain("Johna", message, StringComparison.Ordinal);
        Assert.DoesNotContain("@", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_created_account_is_read()
    {
        Domain("wix.loyalty.v1.account_created", "createdEvent", new JsonObject { ["entity"] = WixWebhookBuilder.SampleAccount() });

        var read = Event();

        Assert.Equal((WixEventKind.AccountCreated, WixWebhookBuilder.AccountId, WixWebhookBuilder.ContactId), (read.Kind, read.AccountId, read.ContactId));
    }

    [Theory]
    [InlineData("""{"entity":{"id":"1415f107-640c-4e04-870f-149cdd562093","revision":1}}""")]
    [InlineData("""{"entityAsJson":"{\"id\":\"1415f107-640c-4e04-870f-149cdd562093\"}"}""")]
    public void A_created_contact_is_read_in_both_forms(string body)
    {
        Domain("wix.contacts.v4.contact_created", "createdEvent", JsonNode.Parse(body)!);

        Assert.Equal((WixEventKind.ContactCreated, Other), (Event().Kind, Event().ContactId));
    }

    [Fact]
    public void A_new_member_names_the_contact()
    {
        Domain("wix.members.v1.member_created", "createdEvent", new JsonObject { ["entity"] = new JsonObject { ["id"] = WixWebhookBuilder.AccountId, ["contactId"] = Other } });

        Assert.Equal((WixEventKind.MemberCreated, Other), (Event().Kind, Event().ContactId));
    }

    [Fact]
    public void A_merge_names_the_target_and_the_sources()
    {
        Domain("wix.contacts.v4.contact_merged", "actionEvent", new JsonObject
        {
            ["body"] = new JsonObject { ["targetContactId"] = WixWebhookBuilder.ContactId, ["sourceContactIds"] = new JsonArray(Other) },
        });

        var read = Event();

        Assert.Equal((WixEventKind.ContactMerged, WixWebhookBuilder.ContactId), (read.Kind, read.ContactId));
        Assert.Equal([Other], read.MergedContactIds!);
    }

    [Fact]
    public void A_deleted_contact_is_read_with_the_erasure_mark()
    {
        Domain("wix.contacts.v4.contact_deleted", "deletedEvent", new JsonObject());
        webhook.Event!["entityId"] = Other;
        webhook.Event["triggeredByAnonymizeRequest"] = true;

        var read = Event();

        Assert.Equal((WixEventKind.ContactDeleted, Other, true), (read.Kind, read.ContactId, read.Anonymize));
    }

    [Fact]
    public void A_contact_deleted_by_a_merge_is_part_of_the_merge()
    {
        Domain("wix.contacts.v4.contact_deleted", "deletedEvent", new JsonObject());
        webhook.Event!["originatedFrom"] = "merge";

        Assert.IsType<WebhookContent.NotNeeded>(Read());
    }

    [Theory]
    [InlineData("AppInstalled", WixEventKind.AppInstalled)]
    [InlineData("AppRemoved", WixEventKind.AppRemoved)]
    public void An_installation_has_no_domain_event(string eventType, WixEventKind kind)
    {
        webhook.EventType = eventType;
        webhook.Event = new JsonObject { ["appId"] = WixWebhookBuilder.AppId, ["originInstanceId"] = null };

        Assert.Equal((kind, WixWebhookBuilder.SiteId), (Event().Kind, Event().SiteId));
    }

    [Theory]
    [InlineData("wix.loyalty.v1.account_updated")]
    [InlineData("wix.loyalty.v1.account_nonsense")]
    public void Other_events_are_not_needed_whatever_they_hold(string eventType)
    {
        webhook.EventType = eventType;
        webhook.Event = "no event at all";

        Assert.Equal(new WebhookContent.NotNeeded(eventType, WixWebhookBuilder.SiteId), Read());
    }

    [Theory]
    [InlineData("id", "\"not-a-guid\"")]
    [InlineData("id", "null")]
    [InlineData("id", "17")]
    [InlineData("id", "{}")]
    [InlineData("revision", "\"three\"")]
    [InlineData("revision", "1e400")]
    [InlineData("revision", "99999999999999999999999999")]
    [InlineData("revision", "1.5")]
    [InlineData("revision", "true")]
    [InlineData("points", "[]")]
    [InlineData("points", "{\"balance\":\"\"}")]
    [InlineData("contactId", "\"\\ud800\"")]
    [InlineData("latestTransaction", "7")]
    [InlineData("latestTransaction", "{\"id\":\"x\",\"amount\":1,\"createdDate\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("latestTransaction", "{\"id\":\"7af9dffd-0ae6-4408-a40d-e68093f4694e\",\"amount\":1,\"createdDate\":\"yesterday\"}")]
    public void Values_of_the_wrong_kind_are_malformed(string field, string json)
    {
        // By text, since a JSON library would not write some of these.
        webhook.Account[field] = "MARK";
        var text = webhook.Event!.ToJsonString().Replace("\"MARK\"", json, StringComparison.Ordinal);
        webhook.Event = text;

        Assert.IsType<WebhookContent.Malformed>(Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{\"eventType\":1,\"instanceId\":\"bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11\"}")]
    [InlineData("{\"eventType\":\"AppInstalled\",\"instanceId\":\"nowhere\"}")]
    [InlineData("{\"eventType\":\"AppInstalled\"}")]
    [InlineData("{\"eventType\":\"wix.loyalty.v1.account_points_updated\",\"instanceId\":\"bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11\"}")]
    [InlineData("{\"eventType\":\"wix.loyalty.v1.account_points_updated\",\"instanceId\":\"bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11\",\"data\":\"[]\"}")]
    [InlineData("{\"eventType\":\"wix.loyalty.v1.account_points_updated\",\"instanceId\":\"bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11\",\"data\":\"{\\\"actionEvent\\\":{\\\"body\\\":\\\"[\\\"}}\"}")]
    [InlineData("{\"eventType\":\"wix.loyalty.v1.account_points_updated\",\"instanceId\":\"bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11\",\"data\":\"{}\",\"identity\":\"x\"}")]
    public void Envelopes_of_another_shape_are_malformed(string envelope) =>
        Assert.IsType<WebhookContent.Malformed>(Reader().Read(Encoding.UTF8.GetBytes(envelope), Now, null));

    [Fact]
    public void Any_change_to_a_good_envelope_is_read_or_refused_but_never_an_accident()
    {
        webhook.Account["latestTransaction"] = Transaction();
        var good = Encoding.UTF8.GetBytes(webhook.Envelope().ToJsonString());
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var bent = (byte[])good.Clone();
            for (var j = random.Next(1, 4); j > 0; j--)
                bent[random.Next(bent.Length)] = (byte)random.Next(256);
            Assert.NotNull(Reader().Read(bent, Now, null));
        }
    }

    private static JsonObject Transaction() => new()
    {
        ["description"] = "by hand",
        ["amount"] = -1,
        ["id"] = TransactionId,
        ["type"] = "ADJUST",
        ["appId"] = "553c79f3-5625-4f38-b14b-ef7c0d1e87df",
        ["createdDate"] = "2021-12-29T14:06:50.091Z",
    };

    private void Domain(string eventType, string occasion, JsonNode body)
    {
        webhook.EventType = eventType;
        webhook.Event = WixWebhookBuilder.Domain("any", new JsonObject { [occasion] = body });
    }

    private WixEvent Event() => Assert.IsType<WebhookContent.Needed>(Read()).Event;

    private WebhookContent Read() => Reader().Read(Encoding.UTF8.GetBytes(webhook.Envelope().ToJsonString()), Now, "00-trace");

    private static WixWebhookReader Reader() => new(Options.Create(new WixOptions { AppId = WixWebhookBuilder.AppId }));
}
