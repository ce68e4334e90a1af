namespace LoyaltyFunctions.Storage;

/// <summary>The tables of the app.</summary>
public static class TableNames
{
    /// <summary>Which accounts belong together, found from either side.</summary>
    public const string AccountLinks = "AccountLinks";

    /// <summary>One partition per linked account: its state, every change and every mirror.</summary>
    public const string Ledger = "Ledger";

    /// <summary>What needs a person, one partition per site.</summary>
    public const string Parked = "Parked";

    /// <summary>State of each site: since when it syncs, its rate allotments.</summary>
    public const string Sites = "Sites";

    /// <summary>Flows of many messages: how far each has come, and what it found.</summary>
    public const string Jobs = "Jobs";

    /// <summary>Monthly messages: one partition per campaign, one row per member; and who wants none.</summary>
    public const string Messages = "Messages";

    /// <summary>Messages that failed too often, one partition per queue, and why.</summary>
    public const string Poison = "Poison";

    /// <summary>When each timer ran and will run, and who runs it now. Used outside the cloud only.</summary>
    public const string Timers = "Timers";
}
