using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Sites;

/// <summary>Section <c>Sites:{instanceId}</c>: one Wix site and the external loyalty system that it is kept in step with.</summary>
public sealed class SiteOptions
{
    public const string Section = "Sites";

    /// <summary>A disabled site's webhooks are answered 403, and nothing is done for it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>For messages and logs.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// History ends here: transactions before it never move. Default: the moment at which this deployment first started with the site.
    /// </summary>
    public DateTimeOffset? SyncFrom { get; set; }

    /// <summary>IANA time zone of the merchant.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>How credits are written to Wix.</summary>
    public WixCredit WixCredits { get; set; } = WixCredit.Adjust;

    /// <summary>What happens to a debit that the other side has not the points for.</summary>
    public InsufficientPointsPolicy InsufficientPoints { get; set; } = InsufficientPointsPolicy.Park;

    public ExternalOptions External { get; set; } = new();
}
