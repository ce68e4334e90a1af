namespace LoyaltyFunctions.Jobs;

/// <summary>One line of a job's report: something that needs a person. Ids and numbers, never a name or an address.</summary>
/// <param name="Subject">What it is about, unique within the job: found again, it replaces the earlier line.</param>
/// <param name="Reason">A stable word, e.g. <c>ambiguous_email</c>.</param>
/// <param name="Detail">For people; no personal data.</param>
public sealed record JobFinding(
    string Subject,
    string Reason,
    string? ContactId = null,
    string? WixAccountId = null,
    string? ExternalAccountId = null,
    string? Detail = null);
