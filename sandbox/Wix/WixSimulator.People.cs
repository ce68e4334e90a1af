using System.Globalization;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <content>What people do, in process; the control API under <c>/_sandbox</c> does the same.</content>
public sealed partial class WixSimulator
{
    private int added;

    /// <param name="instanceId">The site; null is the first.</param>
    /// <param name="silent">Sends no event, as if it had happened before the app was installed.</param>
    public WixLedgerContact AddContact(NewWixContact contact, string? instanceId = null, bool silent = false)
    {
        var site = people.Site(instanceId);
        return LedgerReader.Contact(site, people.Add(site, contact, silent));
    }

    /// <summary>Adds contacts with made-up names and addresses of their own.</summary>
    public IReadOnlyList<WixLedgerContact> AddContacts(int count, bool members = true, bool accounts = false, bool silent = false, string? instanceId = null)
    {
        var site = people.Site(instanceId);
        var result = new List<WixLedgerContact>(count);
        for (var i = 0; i < count; i++)
        {
            var number = Interlocked.Increment(ref added).ToString(CultureInfo.InvariantCulture);
            var contact = new NewWixContact($"person{number}@example.com", $"Person {number}", members, Account: accounts);
            result.Add(LedgerReader.Contact(site, people.Add(site, contact, silent)));
        }

        return result;
    }

    /// <summary>Changes the primary address, the name, or both.</summary>
    public WixLedgerContact ChangeContact(string contactId, string? email = null, string? name = null)
    {
        people.ChangeContact(contactId, state => state with
        {
            Emails = email is null ? state.Emails : [email, .. state.Emails.Skip(1)],
            FirstName = name ?? state.FirstName,
            LastName = name is null ? state.LastName : null,
        });
        var (site, contact) = people.Contact(contactId);
        return LedgerReader.Contact(site, contact);
    }

    /// <summary>Merges contacts, none of them a site member, into another. What becomes of their accounts is a switch.</summary>
    public void MergeContacts(string targetContactId, params string[] sourceContactIds) => people.Merge(targetContactId, sourceContactIds);

    /// <param name="anonymize">As an erasure of personal data; only so may a site member be deleted.</param>
    public void DeleteContact(string contactId, bool anonymize = false) => people.Delete(contactId, anonymize);

    /// <summary>The site creates the contact's loyalty account, if there is none.</summary>
    public WixLedgerAccount CreateAccount(string contactId)
    {
        var (site, contact) = people.Contact(contactId);
        return LedgerReader.Account(site, people.CreateAccount(site, contact));
    }

    public WixLedgerTransaction Earn(string accountId, long points, string? description = null) =>
        Move(accountId, "earn", new PointsMove("EARN", Positive(points)) { Description = description ?? "Earned by a purchase", AppId = WixWorld.LoyaltyAppId });

    /// <param name="points">How many are taken away; positive.</param>
    public WixLedgerTransaction Redeem(string accountId, long points, string? description = null) =>
        Move(accountId, "redeem", new PointsMove("REDEEM", -Positive(points)) { Description = description ?? "Redeemed for a reward" });

    /// <summary>By hand, in the dashboard.</summary>
    /// <param name="points">Signed.</param>
    public WixLedgerTransaction Adjust(string accountId, long points, string? description = null) =>
        Move(accountId, "adjust", new PointsMove("ADJUST", points) { Description = description });

    /// <param name="points">How many expire; positive.</param>
    public WixLedgerTransaction Expire(string accountId, long points) => Move(accountId, "expire", new PointsMove("EXPIRE", -Positive(points)));

    /// <summary>Gives back redeemed points.</summary>
    public WixLedgerTransaction Refund(string accountId, long points, string? redemptionId = null) =>
        Move(accountId, "refund", new PointsMove("REFUND", Positive(points)) { RefundedTransactionId = redemptionId });

    /// <summary>Updates the account without points: its revision grows.</summary>
    public void Touch(string accountId) => people.Touch(accountId);

    /// <summary>Moves the balance by so many points with no transaction and no event: what reconcile calls drift.</summary>
    /// <param name="points">Signed.</param>
    public void Drift(string accountId, long points) => people.Drift(accountId, points);

    /// <summary>Installs the app, on a new site if there is none of that id.</summary>
    public void InstallApp(string instanceId) => people.Install(instanceId);

    /// <summary>Removes the app: its tokens fail and the site's events stop.</summary>
    public void RemoveApp(string instanceId) => people.Uninstall(instanceId);

    private static long Positive(long points) => points > 0 ? points : throw WixRefusedException.Field("points", "Must be positive.");

    private WixLedgerTransaction Move(string accountId, string action, PointsMove move)
    {
        var transaction = people.Move(accountId, action, move);
        return LedgerReader.Transaction(people.Account(accountId).Site, transaction);
    }
}
