using System.ComponentModel.DataAnnotations;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// How the simulated Wix behaves where Wix's documentation leaves a choice, and how badly it behaves on purpose. The defaults are the
/// likeliest good behaviour. Rates are probabilities from 0 to 1 and concern only the app's calls and webhooks, never the control API.
/// </summary>
public sealed record WixBehaviour
{
    // Events
    public EventIdentity Identity { get; init; } = EventIdentity.OurApp;

    /// <summary>Events about what people did carry the app's identity too: the opposite lie of <see cref="EventIdentity.Wrong"/>.</summary>
    public bool PeopleAsOurApp { get; init; }

    /// <summary>Events carry <c>account.latestTransaction</c>, as they did in 2022.</summary>
    public bool LatestTransaction { get; init; }

    /// <summary>Events carry <c>bodyAsJson</c>, <c>entityAsJson</c>, <c>currentEntityAsJson</c>, as they did until 2022.</summary>
    public bool OldWireForm { get; init; }

    public bool ExpireEvents { get; init; } = true;
    public bool RefundEvents { get; init; } = true;

    /// <summary>Each change of an account also sends Account Updated.</summary>
    public bool AccountUpdatedEvents { get; init; }

    /// <summary>Changes of the program send Program Updated. An app gets the events that it has subscribed to; ours needs none of these.</summary>
    public bool ProgramUpdatedEvents { get; init; }

    public WebhookTiming WebhookTiming { get; init; }
    public TimeSpan LateBy { get; init; } = TimeSpan.FromSeconds(5);
    public WebhookContentType ContentType { get; init; }
    public bool RetryKeepsEventId { get; init; } = true;

    /// <summary>A retry is signed anew; otherwise the first attempt's bytes are sent again.</summary>
    public bool RetryIsReSigned { get; init; } = true;

    /// <summary>Multiplies the waits of Wix's resend schedule (1 minute to 12 hours); 0 resends at once.</summary>
    [Range(0, 1000)]
    public double ResendScheduleScale { get; init; } = 1;

    // Transactions and accounts
    public AdjustAppId AdjustAppId { get; init; }
    public bool DescriptionKept { get; init; } = true;

    [AllowedValues(400, 409, 412)]
    public int StaleStatus { get; init; } = 409;

    [Length(1, 100)]
    public string StaleCode { get; init; } = "INVALID_REVISION";

    /// <summary>
    /// Transactions that the app wrote are listed under other ids than its calls were answered with, and the answers show no account, whose
    /// revision would tell the app's own writes all the same.
    /// </summary>
    public bool RewriteIds { get; init; }

    public MissingRevision MissingRevision { get; init; }

    [AllowedValues(400, 409, 428)]
    public int BelowZeroStatus { get; init; } = 400;

    public SameBalance SameBalance { get; init; }
    public SecondCreate SecondCreate { get; init; }
    public Refusal CreateWhenInactive { get; init; } = Refusal.Refused;
    public Refusal PointsWhenInactive { get; init; } = Refusal.Allowed;
    public Refusal SecondActivation { get; init; } = Refusal.Allowed;
    public Refusal UnnamedProgram { get; init; } = Refusal.Refused;
    public bool LoyaltyAppInstalled { get; init; } = true;
    public RepeatedEarnKey RepeatedEarnKey { get; init; }
    public FetchByMissing FetchByMissing { get; init; }
    public AccountsAfterMerge AccountsAfterMerge { get; init; }
    public AccountsAfterDelete AccountsAfterDelete { get; init; }

    /// <summary>Lists, queries, searches and counts of accounts and transactions show the world as it was so long ago.</summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>How often a change of an account is followed at once by one that moves no points but the revision.</summary>
    [Range(0, 1)]
    public double ExtraRevisionRate { get; init; }

    /// <summary>How often the site itself creates a contact's account an instant before the app's Create Account.</summary>
    [Range(0, 1)]
    public double AccountAppearsRate { get; init; }

    // Limits
    public RateLimitWindow RateLimitWindow { get; init; }

    /// <summary>A 429 says how long to wait (<c>Retry-After</c>, whole seconds).</summary>
    public bool RetryAfter { get; init; }

    // Misbehaviour
    [Range(0, 1)]
    public double DuplicateRate { get; init; }

    /// <summary>Extra copies of a duplicated event.</summary>
    [Range(1, 100)]
    public int DuplicateCount { get; init; } = 1;

    public TimeSpan DelayMin { get; init; }

    /// <summary>Each delivery waits a random time between <see cref="DelayMin"/> and this.</summary>
    public TimeSpan DelayMax { get; init; }

    /// <summary>So many events are collected and leave in random order; 0 or 1 is off.</summary>
    [Range(0, 100_000)]
    public int ReorderWindow { get; init; }

    /// <summary>The longest time for which an unfilled <see cref="ReorderWindow"/> keeps its events.</summary>
    public TimeSpan ReorderHold { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often an event is never delivered at all.</summary>
    [Range(0, 1)]
    public double DropRate { get; init; }

    /// <summary>How often a call is answered 500 or 503 without having done anything.</summary>
    [Range(0, 1)]
    public double ErrorRate { get; init; }

    /// <summary>How often a call does its work and its answer is lost.</summary>
    [Range(0, 1)]
    public double AnswerLostRate { get; init; }

    public LostAnswer LostAnswer { get; init; }

    /// <summary>How often a call is answered 429 whatever the limit.</summary>
    [Range(0, 1)]
    public double ThrottleRate { get; init; }

    /// <summary>How often a call finds its token revoked.</summary>
    [Range(0, 1)]
    public double TokenRevokeRate { get; init; }
}
