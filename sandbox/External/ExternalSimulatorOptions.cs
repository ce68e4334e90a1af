using System.Security.Cryptography;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>How to start the external simulator.</summary>
public sealed record ExternalSimulatorOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string ApiKey { get; init; } = "sandbox_" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Callbacks are signed with each of them; more than one while one is rotated.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = ["whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24))];

    /// <summary>Where callbacks go; none are sent while it is null.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>
    /// Waits before a callback that was not answered 2xx is sent again, before <see cref="ExternalBehaviour.ResendScale"/>; the default is the
    /// schedule that Standard Webhooks recommends.
    /// </summary>
    public IReadOnlyList<TimeSpan> ResendSchedule { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public ExternalBehaviour Behaviour { get; init; } = new();

    /// <summary>Of the dice behind the faults.</summary>
    public int Seed { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
