namespace LoyaltyFunctions.Sandbox.External;

/// <summary>The switches of the external simulator. Rates are 0 to 1, times milliseconds. The defaults are a system that behaves.</summary>
public sealed record ExternalBehaviour
{
    /// <summary>Transactions and callbacks carry the <c>reference</c> that their writer gave.</summary>
    public bool EchoReference { get; init; } = true;

    /// <summary>Transactions that came over the API are listed and told under other ids than the writes were answered with.</summary>
    public bool RewriteIds { get; init; }

    /// <summary>A repeated write with the same <c>Idempotency-Key</c> is answered with the first result.</summary>
    public bool HonourIdempotencyKeys { get; init; } = true;

    /// <summary>Accounts may go below zero.</summary>
    public bool NegativeBalances { get; init; }

    public CallbackTiming CallbackTiming { get; init; } = CallbackTiming.AfterAnswer;

    /// <summary>With <see cref="CallbackTiming.Late"/>: how late.</summary>
    public int LateMs { get; init; } = 3_000;

    /// <summary>Chance that a callback is delivered <see cref="DuplicateCount"/> more times.</summary>
    public double DuplicateRate { get; init; }

    public int DuplicateCount { get; init; } = 1;

    /// <summary>Every delivery waits a random time up to this.</summary>
    public int DelayMs { get; init; }

    /// <summary>Chance that a callback is held back by <see cref="ReorderMs"/>, so that later ones overtake it.</summary>
    public double ReorderRate { get; init; }

    public int ReorderMs { get; init; } = 1_000;

    /// <summary>Chance that a callback is never sent.</summary>
    public double DropRate { get; init; }

    /// <summary>Multiplies the waits before a callback is sent again; 0.01 makes five minutes three seconds.</summary>
    public double ResendScale { get; init; } = 1;

    /// <summary>Chance that a request is answered 503 with no effect.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Chance that a request has its effect and its answer is lost: the connection breaks, or a 504 comes.</summary>
    public double AnswerLostRate { get; init; }

    /// <summary>Chance that a request is answered 429.</summary>
    public double ThrottleRate { get; init; }

    /// <summary>What <c>Retry-After</c> says then.</summary>
    public int ThrottleSeconds { get; init; } = 1;

    /// <summary>Lists of transactions show none that is younger than this.</summary>
    public int ListLagMs { get; init; }
}
