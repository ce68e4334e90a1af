using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Makes webhooks as Wix does: JSON in strings in strings, in a JWT. Every part of it can be made wrong.</summary>
public sealed class WixWebhookBuilder : IDisposable
{
    public const string AppId = "9862eeb4-0b2d-4e03-9988-f8390c2bc53c";
    public const string SiteId = "bf296ba7-00d3-4e6a-9b6e-7d9f0f9d1a11";
    public const string AccountId = "fe0ca230-61a6-4ebf-9199-9c0d238619aa";
    public const string ContactId = "87bbd811-f753-4de4-994d-69b24d22cb56";
    public const string EventId = "48b171b8-e2c1-46da-92ff-5ce4b173c751";

    // Making a key takes longer than most tests; all of them can use one.
    private static readonly string PrivateKey = NewPrivateKey();

    private readonly RSA key = RSA.Create();

    public WixWebhookBuilder() => key.ImportFromPem(PrivateKey);

    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem();

    public string EventType { get; set; } = "wix.loyalty.v1.account_points_updated";

    public JsonNode? InstanceId { get; set; } = SiteId;

    public JsonNode? Event { get; set; } = PointsUpdated();

    public JsonNode? Identity { get; set; } = new JsonObject { ["identityType"] = "APP", ["appId"] = AppId };

    public JsonObject Claims { get; } = new() { ["iat"] = 1767708410, ["exp"] = 4102444800 };

    public JsonObject Header { get; } = new() { ["kid"] = "qG1kD2dz", ["alg"] = "RS256" };

    /// <summary>Objects where Wix sends strings.</summary>
    public bool Objects { get; set; }

    public JsonObject Account => Event!["actionEvent"]!["body"]!["account"]!.AsObject();

    public static JsonObject PointsUpdated() => Domain("points_updated", new() { ["actionEvent"] = new JsonObject { ["body"] = new JsonObject { ["account"] = SampleAccount() } } });

    public static JsonObject Domain(string slug, JsonObject body)
    {
        body["id"] = EventId;
        body["entityFqdn"] = "wix.loyalty.v1.account";
        body["slug"] = slug;
        body["entityId"] = "2bdbac7d-b121-4191-84bf-a359b20bc8c6";
        body["eventTime"] = "2021-12-29T14:06:50.106622Z";
        body["triggeredByAnonymizeRequest"] = false;
        return body;
    }

    public static JsonObject SampleAccount() => new()
    {
        ["rewardAvailable"] = false,
        ["revision"] = "3",
        ["points"] = new JsonObject { ["balance"] = 15, ["earned"] = 10, ["adjusted"] = 5, ["redeemed"] = 0 },
        ["id"] = AccountId,
        ["contactId"] = ContactId,
        ["memberId"] = ContactId,
        ["contact"] = new JsonObject { ["id"] = ContactId, ["name"] = "Johna Linskey", ["picture"] = null, ["email"] = "johna.linskey@example.com" },
    };

    public JsonObject Envelope() => new()
    {
        ["data"] = Nested(Event),
        ["instanceId"] = InstanceId?.DeepClone(),
        ["eventType"] = EventType,
        ["identity"] = Nested(Identity),
    };

    public byte[] Build()
    {
        var claims = Claims.DeepClone().AsObject();
        claims.TryAdd("data", Nested(Envelope()));
        return Sign(claims.ToJsonString());
    }

    /// <summary>Signs any text with this key by the header's <c>alg</c>.</summary>
    public byte[] Sign(string payload, RSA? with = null)
    {
        var signed = $"{Encode(Header.ToJsonString())}.{Encode(payload)}";
        return Encoding.ASCII.GetBytes($"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed), with ?? key))}");
    }

    public void Dispose() => key.Dispose();

    private byte[] Signature(byte[] signed, RSA with) => (string?)Header["alg"] switch
    {
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(PublicKeyPem), signed),
        "RS512" => with.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => with.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "none" => [],
        _ => with.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private JsonNode? Nested(JsonNode? node) => node is null ? null : node is JsonValue ? node.DeepClone() : Objects ? node.DeepClone() : node.ToJsonString();

    private static string NewPrivateKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
