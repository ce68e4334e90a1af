using System.Text;
using LoyaltyFunctions.External;

namespace LoyaltyFunctions.Tests.External;

public sealed class StandardWebhooksTests
{
    // The vector that the reference libraries are tested with:
    // https://github.com/standard-webhooks/standard-webhooks/tree/main/libraries
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string OtherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string OtherSignature = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();

    [Fact]
    public void The_published_vector_is_what_the_signer_makes() =>
        Assert.Equal(Signature, StandardWebhooks.Sign(Secret, Id, Signed, Body));

    [Fact]
    public void The_published_vector_is_valid() => Assert.Equal(WebhookVerdict.Valid, Verify());

    [Fact]
    public void A_secret_is_good_without_its_prefix_too() => Assert.Equal(WebhookVerdict.Valid, Verify(secrets: [Secret["whsec_".Length..]]));

    [Theory]
    [InlineData($"{OtherSignature} {Signature}")]
    [InlineData($"v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== {Signature}")]
    [InlineData($"v1,notbase64 {Signature} v2,whatever")]
    public void One_good_signature_among_others_is_enough(string signatures) =>
        Assert.Equal(WebhookVerdict.Valid, Verify(signature: signatures));

    [Fact]
    public void While_a_secret_is_rotated_either_may_have_signed()
    {
        Assert.Equal(WebhookVerdict.Valid, Verify(secrets: [OtherSecret, Secret]));
        Assert.Equal(
            WebhookVerdict.Valid, Verify(signature: StandardWebhooks.Sign(OtherSecret, Id, Signed, Body), secrets: [OtherSecret, Secret]));
    }

    [Theory]
    [InlineData(OtherSignature)]
    [InlineData("v1,")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Another_signature_matches_nothing(string signature) =>
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(signature: signature));

    [Fact]
    public void What_was_tampered_with_matches_nothing()
    {
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(body: """{"test": 2432232315}"""u8.ToArray()));
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(id: Id + "x"));
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(timestamp: "1614265331"));
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(secrets: [OtherSecret]));
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(secrets: []));
    }

    [Fact]
    public void The_bytes_count_not_the_text()
    {
        var unicode = Encoding.UTF8.GetBytes("""{"name": "Zoë 🎁"}""");
        var signature = StandardWebhooks.Sign(Secret, Id, Signed, unicode);
        Assert.Equal(WebhookVerdict.Valid, Verify(body: unicode, signature: signature));
        Assert.Equal(WebhookVerdict.NoMatchingSignature, Verify(body: Encoding.Latin1.GetBytes("""{"name": "Zoë"}"""), signature: signature));
    }

    [Theory]
    [InlineData(300, WebhookVerdict.Valid)]
    [InlineData(301, WebhookVerdict.TooOld)]
    [InlineData(-300, WebhookVerdict.Valid)]
    [InlineData(-301, WebhookVerdict.TooNew)]
    public void Five_minutes_are_tolerated_either_way(int secondsLater, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify(now: Signed.AddSeconds(secondsLater)));

    [Fact]
    public void Every_header_must_be_there()
    {
        Assert.Equal(WebhookVerdict.MissingHeader, Verify(id: ""));
        Assert.Equal(WebhookVerdict.MissingHeader, Verify(timestamp: ""));
        Assert.Equal(WebhookVerdict.MissingHeader, Verify(signature: ""));
        Assert.Equal(WebhookVerdict.MissingHeader, StandardWebhooks.Verify(Body, default, [Secret], Signed));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1614265330")]
    [InlineData("1614265330.5")]
    [InlineData(" 1614265330")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_timestamp_that_is_no_number_of_seconds_is_malformed(string timestamp) =>
        Assert.Equal(WebhookVerdict.MalformedHeader, Verify(timestamp: timestamp));

    [Fact]
    public void An_endless_id_or_a_signature_without_a_scheme_is_malformed()
    {
        Assert.Equal(WebhookVerdict.MalformedHeader, Verify(id: new string('m', 257)));
        Assert.Equal(WebhookVerdict.MalformedHeader, Verify(signature: "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    [Theory]
    [InlineData(Secret, true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_", false)]
    [InlineData("", false)]
    [InlineData("whsec_not base64!", false)]
    public void A_secret_is_base64(string secret, bool good) => Assert.Equal(good, StandardWebhooks.IsSecret(secret));

    private static WebhookVerdict Verify(
        byte[]? body = null, string id = Id, string timestamp = "1614265330", string signature = Signature, string[]? secrets = null,
        DateTimeOffset? now = null) =>
        StandardWebhooks.Verify(body ?? Body, new WebhookHeaders(id, timestamp, signature), secrets ?? [Secret], now ?? Signed);
}
