using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LoyaltyFunctions.Bench.Floor;
using LoyaltyFunctions.Bench.Receiver;
using LoyaltyFunctions.Sandbox.Serve;
using LoyaltyFunctions.Storage;
using LoyaltyFunctions.Sync;
using LoyaltyFunctions.Wix;
using LoyaltyFunctions.Wix.Webhooks;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LoyaltyFunctions.Bench.Micro;

/// <summary>The steps of receiving a webhook, one thread, without HTTP.</summary>
[MemoryDiagnoser]
public class ReceivePath : IDisposable
{
    private readonly JsonWebTokenHandler handler = new();
    private byte[] token = [];
    private string text = "";
    private BareVerifier bare = null!;
    private WixWebhookVerifier verifier = null!;
    private WixWebhookReader reader = null!;
    private ReadOnlyMemory<byte> envelope;
    private WixEvent read = null!;
    private TokenValidationParameters parameters = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        using var folder = new RunFolder();
        var keys = await SiteKeys.CreateAsync(folder.Path, CancellationToken.None);
        token = Webhooks.Create(keys).Needed[0];
        text = Encoding.ASCII.GetString(token);
        bare = new BareVerifier(keys.PublicKeyPem);
        var options = Options.Create(new WixOptions { AppId = keys.AppId, AppSecret = keys.AppSecret, PublicKey = keys.PublicKeyPem });
        verifier = new WixWebhookVerifier(options, TimeProvider.System);
        reader = new WixWebhookReader(options);
        envelope = verifier.Verify(token).Envelope;
        read = ((WebhookContent.Needed)Read()).Event;
        parameters = new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(WixPublicKey.Read(keys.PublicKeyPem)),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        verifier.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "bare RSA-2048 check")]
    public bool Bare() => bare.Verify(token);

    [Benchmark(Description = "verify (this app)")]
    public WebhookVerification Verify() => verifier.Verify(token);

    [Benchmark(Description = "verify (JsonWebTokenHandler)")]
    public Task<TokenValidationResult> Library() => handler.ValidateTokenAsync(text, parameters);

    [Benchmark(Description = "read the event")]
    public WebhookContent Read() => reader.Read(envelope, DateTimeOffset.UnixEpoch, null);

    [Benchmark(Description = "write the queue message")]
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(read, MessageJson.Default.WixEvent);
}
