using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>A received webhook, taken apart: strings in strings.</summary>
internal sealed record Webhook(string Token, string? ContentType)
{
    public JsonNode Header => Decode(0);
    public JsonNode Claims => Decode(1);
    public JsonNode Envelope => JsonNode.Parse((string)Claims["data"]!)!;
    public string EventType => (string)Envelope["eventType"]!;
    public JsonNode Event => JsonNode.Parse((string)Envelope["data"]!)!;
    public string Id => (string)Event["id"]!;
    public JsonNode? Identity => Envelope["identity"] is { } text ? JsonNode.Parse((string)text!) : null;
    public JsonNode Account => Event["actionEvent"]!["body"]!["account"]!;

    public bool IsSignedBy(string publicKeyPem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(publicKeyPem);
        var signed = Encoding.ASCII.GetBytes(Token[..Token.LastIndexOf('.')]);
        return key.VerifyData(signed, Base64Url.DecodeFromChars(Token.Split('.')[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private JsonNode Decode(int part) => JsonNode.Parse(Base64Url.DecodeFromChars(Token.Split('.')[part]))!;
}
