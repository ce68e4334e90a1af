using LoyaltyFunctions.Points;

namespace LoyaltyFunctions.Operations;

/// <summary>Body of <c>POST /api/parked/retry</c> and <c>/dismiss</c>: an item as <c>GET /api/parked</c> lists it.</summary>
/// <param name="TransactionId">Null for an account as a whole.</param>
/// <param name="Note">Dismiss only: why, 1 to 200 characters; kept in the ledger.</param>
public sealed record ParkedDecision(string? SiteId, Side? Side, string? AccountId, string? TransactionId, string? Note);
