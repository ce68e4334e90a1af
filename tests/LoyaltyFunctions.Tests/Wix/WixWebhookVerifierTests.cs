using System.Security.Cryptography;
using System.Text;
using LoyaltyFunctions.Tests.Support;
using LoyaltyFunctions.Wix;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LoyaltyFunctions.Tests.Wix;

public sealed class WixWebhookVerifierTests : IDisposable
{
    private readonly WixWebhookBuilder webhook = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1767710000));

    public void Dispose() => webhook.Dispose();

    [Fact]
    public void What_Wix_signed_is_valid_and_its_envelope_comes_out_as_signed()
    {
        var verified = Verify(webhook.Build());

        Assert.Equal(WebhookVerdict.Valid, verified.Verdict);
        Assert.Equal(webhook.Envelope().ToJsonString(), Encoding.UTF8.GetString(verified.Envelope.Span));
    }

    [Fact]
    public void Objects_where_Wix_sends_strings_are_read_too()
    {
        webhook.Objects = true;
        var verified = Verify(webhook.Build());

        Assert.Equal(WebhookVerdict.Valid, verified.Verdict);
        Assert.Equal(webhook.Envelope().ToJsonString(), Encoding.UTF8.GetString(verified.Envelope.Span));
    }

    [Fact]
    public void The_public_key_may_be_base64_of_the_PEM_or_a_PEM_on_one_line()
    {
        var token = webhook.Build();

        Assert.Equal(WebhookVerdict.Valid, Verify(token, Convert.ToBase64String(Encoding.ASCII.GetBytes(webhook.PublicKeyPem))).Verdict);
        Assert.Equal(WebhookVerdict.Valid, Verify(token, webhook.PublicKeyPem.Replace("\n", "\\n", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void A_changed_bit_anywhere_is_refused()
    {
        var token = webhook.Build();
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var changed = (byte[])token.Clone();
            changed[random.Next(changed.Length - 2)] ^= (byte)(1 << random.Next(7));
            Assert.NotEqual(WebhookVerdict.Valid, Verify(changed).Verdict);
        }
    }

    [Fact]
    public void A_changed_payload_under_the_old_signature_is_a_bad_signature()
    {
        var before = Encoding.ASCII.GetString(webhook.Build()).Split('.');
        webhook.Account["points"]!["balance"] = 9999;
        var after = Encoding.ASCII.GetString(webhook.Build()).Split('.');

        Assert.Equal(WebhookVerdict.BadSignature, Verify(Encoding.ASCII.GetBytes($"{before[0]}.{after[1]}.{before[2]}")).Verdict);
    }

    [Fact]
    public void Another_key_is_a_bad_signature()
    {
        using var other = RSA.Create(2048);

        Assert.Equal(WebhookVerdict.BadSignature, Verify(webhook.Sign("""{"data":"{}","exp":4102444800}""", other)).Verdict);
    }

    [Fact]
    public void A_cut_signature_is_a_bad_signature()
    {
        var token = webhook.Build();

        Assert.Equal(WebhookVerdict.BadSignature, Verify(token[..^6]).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, Verify(token[..(Array.LastIndexOf(token, (byte)'.') + 1)]).Verdict);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("rs256")]
    [InlineData(null)]
    public void Another_algorithm_than_RS256_is_not_allowed(string? algorithm)
    {
        webhook.Header["alg"] = algorithm;

        Assert.Equal(WebhookVerdict.AlgorithmNotAllowed, Verify(webhook.Build()).Verdict);
    }

    [Fact]
    public void A_header_that_demands_an_extension_is_not_allowed()
    {
        webhook.Header["crit"] = new System.Text.Json.Nodes.JsonArray("b64");

        Assert.Equal(WebhookVerdict.AlgorithmNotAllowed, Verify(webhook.Build()).Verdict);
    }

    [Theory]
    [InlineData(1, WebhookVerdict.Valid)]
    [InlineData(0, WebhookVerdict.Expired)]
    [InlineData(-1, WebhookVerdict.Expired)]
    public void A_token_lives_until_exp_and_no_longer(int secondsLeft, WebhookVerdict expected)
    {
        webhook.Claims["exp"] = time.GetUtcNow().ToUnixTimeSeconds() + secondsLeft;

        Assert.Equal(expected, Verify(webhook.Build()).Verdict);
    }

    [Theory]
    [InlineData(0, WebhookVerdict.Valid)]
    [InlineData(1, WebhookVerdict.NotYetValid)]
    public void A_token_is_not_valid_before_nbf(int secondsAhead, WebhookVerdict expected)
    {
        webhook.Claims["nbf"] = time.GetUtcNow().ToUnixTimeSeconds() + secondsAhead;

        Assert.Equal(expected, Verify(webhook.Build()).Verdict);
    }

    [Fact]
    public void A_token_without_exp_is_refused()
    {
        webhook.Claims.Remove("exp");

        Assert.Equal(WebhookVerdict.NoExpiry, Verify(webhook.Build()).Verdict);
    }

    [Fact]
    public void When_it_was_issued_does_not_matter()
    {
        webhook.Claims["iat"] = 4102444000;
        Assert.Equal(WebhookVerdict.Valid, Verify(webhook.Build()).Verdict);
        webhook.Claims.Remove("iat");
        Assert.Equal(WebhookVerdict.Valid, Verify(webhook.Build()).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("hello")]
    [InlineData("{\"data\":1}")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("bm90anNvbg.e30.AAAA")]
    [InlineData("W10.e30.AAAA")]
    [InlineData("e30.e30.A")]
    public void What_is_no_token_is_not_a_JWT(string body) =>
        Assert.Equal(WebhookVerdict.NotAJwt, Verify(Encoding.ASCII.GetBytes(body)).Verdict);

    [Theory]
    [InlineData("{0}\n")]
    [InlineData(" {0}")]
    [InlineData("\"{0}\"")]
    [InlineData("{0}=")]
    public void Anything_around_the_token_is_not_a_JWT(string around)
    {
        var body = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, Encoding.ASCII.GetString(webhook.Build()));

        Assert.Equal(WebhookVerdict.NotAJwt, Verify(Encoding.ASCII.GetBytes(body)).Verdict);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"exp":4102444800}""")]
    [InlineData("""{"exp":4102444800,"data":null}""")]
    [InlineData("""{"exp":4102444800,"data":7}""")]
    [InlineData("""{"exp":4102444800,"data":["a"]}""")]
    [InlineData("""{"exp":"tomorrow","data":"{}"}""")]
    [InlineData("""{"exp":4102444800,"nbf":{},"data":"{}"}""")]
    [InlineData("""{"exp":4102444800,"data":"\ud800"}""")]
    [InlineData("""{"exp":4102444800,"data":"{}"} trailing""")]
    [InlineData("""{"exp":4102444800,"data":"{}" """)]
    public void Rightly_signed_nonsense_is_malformed(string claims) =>
        Assert.Equal(WebhookVerdict.MalformedPayload, Verify(webhook.Sign(claims)).Verdict);

    [Fact]
    public void Endless_nesting_is_malformed()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);

        Assert.Equal(WebhookVerdict.MalformedPayload, Verify(webhook.Sign($$"""{"exp":4102444800,"data":{{deep}}}""")).Verdict);
    }

    [Fact]
    public void Many_threads_may_verify_at_once()
    {
        var good = webhook.Build();
        var bad = webhook.Build();
        bad[bad.Length / 2] ^= 1;
        using var verifier = Verifier(webhook.PublicKeyPem);

        var verdicts = Enumerable.Range(0, 2000).AsParallel().WithDegreeOfParallelism(8)
            .Select(i => (Good: i % 2 == 0, verifier.Verify(i % 2 == 0 ? good : bad).Verdict)).ToList();

        Assert.All(verdicts, v => Assert.Equal(v.Good, v.Verdict == WebhookVerdict.Valid));
    }

    private WebhookVerification Verify(byte[] token, string? key = null)
    {
        using var verifier = Verifier(key ?? webhook.PublicKeyPem);
        return verifier.Verify(token);
    }

    private WixWebhookVerifier Verifier(string key) => new(Options.Create(new WixOptions { PublicKey = key }), time);
}
