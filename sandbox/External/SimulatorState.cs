namespace LoyaltyFunctions.Sandbox.External;

/// <summary>Everything that the external simulator knows, at one moment.</summary>
/// <param name="Requests">How many requests came in for each endpoint, e.g. <c>GET /v1/accounts/{id}</c>.</param>
public sealed record SimulatorState(
    IReadOnlyList<SimulatedAccount> Accounts,
    IReadOnlyList<SimulatedTransaction> Transactions,
    IReadOnlyDictionary<string, long> Requests,
    CallbackCounts Callbacks);
