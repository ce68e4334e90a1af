using System.Globalization;
using LoyaltyFunctions.External;
using LoyaltyFunctions.Jobs;
using LoyaltyFunctions.Ledger;
using LoyaltyFunctions.Points;
using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Reconciling;

/// <summary>
/// The lines of a reconcile's report. In the end they are counted by reason, so that what is found twice counts once.
/// </summary>
public static class ReconcileFindings
{
    /// <summary>A change that no event told of; it was synced.</summary>
    public const string Missed = "missed";

    /// <summary>A balance that no transaction explains.</summary>
    public const string Drift = "drift";

    /// <summary>Such a balance, set right.</summary>
    public const string Repaired = "drift_repaired";

    /// <summary>Changes on the account did not come to an end in time: the next reconcile looks again.</summary>
    public const string Unsettled = "unsettled";

    /// <summary>A Wix account without a link.</summary>
    public const string WixOnly = "wix_only";

    /// <summary>An external account without a link.</summary>
    public const string ExternalOnly = "external_only";

    /// <summary>A side failed on the account again and again.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>One of two linked accounts is gone.</summary>
    public const string Gone = "account_gone";

    public static JobFinding OfMissed(Link link, PointsTransaction missed) => new(
        $"{missed.Side.Code()}-{missed.Id}", Missed, link.ContactId, link.WixAccountId, link.ExternalAccountId,
        Text($"{missed.Type} of {missed.Points} points on {missed.Side}, {missed.Id}, at {missed.At:u}"));

    public static JobFinding OfDrift(Link link, long wix, long external, string? repair = null) => new(
        link.WixAccountId, repair is null ? Drift : Repaired, link.ContactId, link.WixAccountId, link.ExternalAccountId,
        Text($"No transaction explains {wix} points on Wix and {external} points in the external system.{(repair is null ? "" : $" Set right as {repair}.")}"));

    public static JobFinding OfUnsettled(Link link) => new(
        $"unsettled-{link.WixAccountId}", Unsettled, link.ContactId, link.WixAccountId, link.ExternalAccountId,
        Text($"{link.Pending.Count} changes are under way, or transactions that were found are not recorded yet."));

    public static JobFinding OfNoAnswer(string wixAccountId, string why) => new(wixAccountId, NoAnswer, WixAccountId: wixAccountId, Detail: why);

    public static JobFinding OfGone(Link link, Side side) => new(
        link.WixAccountId, Gone, link.ContactId, link.WixAccountId, link.ExternalAccountId, $"The account on {side} does not exist any more.");

    public static JobFinding OfWixOnly(LoyaltyAccount account, string? reason) => new(
        account.Id, WixOnly, account.ContactId, account.Id, null, Text($"{account.Balance} points; not linked: {reason ?? "nobody tried yet"}"));

    public static JobFinding OfExternalOnly(ExternalAccount account) => new(
        $"ext-{account.Id}", ExternalOnly, null, null, account.Id, Text($"{account.Balance} points; linked when its person has a Wix account, or with its next change"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
