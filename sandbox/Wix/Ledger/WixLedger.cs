namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A snapshot of everything that the simulated Wix truly holds. Each list is whole; lists are taken one after the other.</summary>
/// <param name="Deliveries">The latest 100,000.</param>
public sealed record WixLedger(
    WixLedgerSummary Summary,
    IReadOnlyList<WixLedgerContact> Contacts,
    IReadOnlyList<WixLedgerAccount> Accounts,
    IReadOnlyList<WixLedgerTransaction> Transactions,
    IReadOnlyList<WixLedgerMessage> Messages,
    IReadOnlyList<WixLedgerDelivery> Deliveries);
