using Azure;
using Azure.Data.Tables;

namespace LoyaltyFunctions.Hosting.Standalone.Timers;

/// <summary>Row of a timer: which tick is next, and which process runs it now.</summary>
internal sealed class TimerState : ITableEntity
{
    public const string Partition = "timer";

    public string PartitionKey { get; set; } = Partition;

    /// <summary>The function's name.</summary>
    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The schedule that <see cref="Next"/> was computed from.</summary>
    public string Schedule { get; set; } = "";

    /// <summary>The newest tick that has run.</summary>
    public DateTimeOffset? Last { get; set; }

    /// <summary>The tick that is to run next, or runs now.</summary>
    public DateTimeOffset Next { get; set; }

    public DateTimeOffset LastUpdated { get; set; }

    /// <summary>The process that runs <see cref="Next"/>.</summary>
    public string? Owner { get; set; }

    /// <summary>When it has lost it, unless it renews.</summary>
    public DateTimeOffset? Until { get; set; }

    public bool IsRunning(DateTimeOffset now) => Owner is not null && Until > now;
}
