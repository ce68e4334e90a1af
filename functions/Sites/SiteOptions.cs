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

    /// <summary>The name that a program without one gets when it is activated, 2 to 50 characters; default: <see cref="Name"/>.</summary>
    public string? ProgramName { get; set; }

    /// <summary>What becomes of points that both accounts of a person have when they are linked.</summary>
    public OpeningPolicy OpeningBalances { get; set; } = OpeningPolicy.Keep;

    /// <summary>A person who has none gets an account in the external system.</summary>
    public bool CreateAccountsThere { get; set; } = true;

    /// <summary>A contact who has none gets a Wix loyalty account.</summary>
    public bool CreateAccountsHere { get; set; } = true;

    /// <summary>Changes on Wix are mirrored to the external system.</summary>
    public bool MovePointsThere { get; set; } = true;

    /// <summary>Changes in the external system are mirrored to Wix.</summary>
    public bool MovePointsHere { get; set; } = true;

    /// <summary>How people are matched, first rule first; not set: <see cref="MatchRule.Override"/>, <see cref="MatchRule.Email"/>.</summary>
    public IList<MatchRule> MatchBy { get; } = [];

    /// <summary>Two-letter country of phone numbers that are written without one, for <see cref="MatchRule.Phone"/>.</summary>
    public string? PhoneRegion { get; set; }

    /// <summary><see cref="MatchBy"/>, or its default.</summary>
    public IReadOnlyList<MatchRule> Rules => MatchBy.Count > 0 ? [.. MatchBy] : [MatchRule.Override, MatchRule.Email];

    /// <summary>Whether changes on <paramref name="side"/> are mirrored to the other.</summary>
    public bool MovesFrom(Side side) => side == Side.Wix ? MovePointsThere : MovePointsHere;

    public ExternalOptions External { get; set; } = new();

    public MessageOptions Messages { get; set; } = new();

    public ReconcileOptions Reconcile { get; set; } = new();
}
