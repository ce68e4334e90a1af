namespace LoyaltyFunctions.Sync;

/// <summary>Section <c>Sync</c>: the waits of the sync protocol. The defaults suit Wix; the sandbox shortens them.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    /// <summary>How long a write under way belongs to the instance that began it; then another may resume it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an event waits that may be the early echo of a write under way.</summary>
    public TimeSpan FenceDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far behind a write either side's lists of transactions may lag, at most.</summary>
    public TimeSpan TransactionLag { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after an incomplete answer Wix is asked again.</summary>
    public TimeSpan LookAgainDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an incomplete answer is asked again before the account is handed to reconcile.</summary>
    public int LookAgainAttempts { get; set; } = 6;

    /// <summary>How long a refused debit waits for a credit that may be on its way.</summary>
    public TimeSpan InsufficientPointsDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often it waits before it is parked.</summary>
    public int InsufficientPointsAttempts { get; set; } = 3;

    /// <summary>How far before the newest known transaction a query begins; not shorter than <see cref="TransactionLag"/>.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How often a change is tried whose outcome stays unknown or whose side does not answer, before it is parked.</summary>
    public int MaxAttempts { get; set; } = 50;

    /// <summary>How long finished ledger rows are kept; at least 7 days, since Wix resends for 47 hours.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Two sides that answer each other: this many changes of the same size, alternating, within <see cref="LoopWindow"/>.</summary>
    public int LoopChanges { get; set; } = 6;

    public TimeSpan LoopWindow { get; set; } = TimeSpan.FromMinutes(10);
}
