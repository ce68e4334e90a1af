using System.Text.Json.Nodes;
using LoyaltyFunctions.Sandbox.Wix;

namespace LoyaltyFunctions.Tests.SimulatedWix;

public sealed class WebhookContentTests
{
    [Fact]
    public async Task A_webhook_is_a_signed_token_with_strings_in_strings()
    {
        await using var site = await ListeningSite.StartAsync();

        site.App.Wix.Earn(site.Account, 15);

        var webhook = (await site.Sink.WaitAsync(1))[0];
        Assert.True(webhook.IsSignedBy(site.App.Wix.PublicKeyPem));
        Assert.Equal("RS256", (string)webhook.Header["alg"]!);
        Assert.True((long)webhook.Claims["exp"]! > (long)webhook.Claims["iat"]!);
        Assert.Equal(("wix.loyalty.v1.account_points_updated", site.App.Wix.InstanceIds[0]), (webhook.EventType, (string)webhook.Envelope["instanceId"]!));
        Assert.Equal((15, "2"), ((int)webhook.Account["points"]!["balance"]!, (string)webhook.Account["revision"]!));
        Assert.Equal("text/plain", webhook.ContentType);
        Assert.Null(webhook.Account["latestTransaction"]);
        Assert.True(long.Parse((string)webhook.Event["entityEventSequence"]!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [InlineData(EventIdentity.OurApp, "9862eeb4-0b2d-4e03-9988-f8390c2bc53c")]
    [InlineData(EventIdentity.LoyaltyApp, "553c79f3-5625-4f38-b14b-ef7c0d1e87df")]
    [InlineData(EventIdentity.Wrong, null)]
    [InlineData(EventIdentity.Absent, null)]
    public async Task Events_about_our_changes_have_the_identity_of_the_switch(EventIdentity mode, string? appId)
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { Identity = mode });

        await site.App.AdjustAsync(site.Account, new { amount = 1, revision = "1" });

        var identity = (await site.Sink.WaitAsync(1))[0].Identity;
        Assert.Equal(mode == EventIdentity.Absent, identity is null);
        Assert.Equal(appId, (string?)identity?["appId"]);
    }

    [Theory]
    [InlineData(false, "MEMBER")]
    [InlineData(true, "APP")]
    public async Task Events_about_peoples_changes_name_them_or_lie(bool lie, string type)
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { PeopleAsOurApp = lie });

        site.App.Wix.Earn(site.Account, 1);

        Assert.Equal(type, (string)(await site.Sink.WaitAsync(1))[0].Identity!["identityType"]!);
    }

    [Fact]
    public async Task The_latest_transaction_comes_along_when_told_to()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { LatestTransaction = true });

        var written = site.App.Wix.Adjust(site.Account, 7, "by hand");

        var latest = (await site.Sink.WaitAsync(1))[0].Account["latestTransaction"]!;
        Assert.Equal((written.Id, 7, "ADJUST", "by hand"), ((string)latest["id"]!, (int)latest["amount"]!, (string)latest["type"]!, (string)latest["description"]!));
    }

    [Fact]
    public async Task The_old_wire_form_carries_the_body_as_text()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { OldWireForm = true });

        site.App.Wix.Earn(site.Account, 1);

        var action = (await site.Sink.WaitAsync(1))[0].Event["actionEvent"]!;
        Assert.Null(action["body"]);
        Assert.Equal(site.Account, (string)JsonNode.Parse((string)action["bodyAsJson"]!)!["account"]!["id"]!);
    }

    [Fact]
    public async Task Account_updated_comes_as_well_when_told_to()
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { AccountUpdatedEvents = true });

        site.App.Wix.Earn(site.Account, 1);
        site.App.Wix.Touch(site.Account);

        var types = (await site.Sink.WaitAsync(3)).Select(w => w.EventType).Order();
        Assert.Equal(["wix.loyalty.v1.account_points_updated", "wix.loyalty.v1.account_updated", "wix.loyalty.v1.account_updated"], types);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 2)]
    public async Task Expiry_and_refunds_fire_events_or_not(bool fire, int events)
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ExpireEvents = fire, RefundEvents = fire });
        var wix = site.App.Wix;

        wix.Earn(site.Account, 10);
        var redeemed = wix.Redeem(site.Account, 4);
        wix.Expire(site.Account, 5);
        wix.Refund(site.Account, 4, redeemed.Id);

        await site.Sink.WaitAsync(events);
        Assert.Equal((events, 5), ((int)wix.ReadSummary().Events, site.App.Truth(site.Account).Balance));
    }

    [Theory]
    [InlineData(WebhookContentType.ApplicationJson, "application/json")]
    [InlineData(WebhookContentType.None, null)]
    public async Task The_content_type_is_the_switchs(WebhookContentType mode, string? expected)
    {
        await using var site = await ListeningSite.StartAsync(new WixBehaviour { ContentType = mode });

        site.App.Wix.Earn(site.Account, 1);

        Assert.Equal(expected, (await site.Sink.WaitAsync(1))[0].ContentType);
    }
}
