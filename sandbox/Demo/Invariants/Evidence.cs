using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>What the invariants are judged by: both ledgers as the simulators keep them, and what the app says it could not mirror.</summary>
/// <param name="Unfinished">What was still under way when the wait for quiet ended, one line each; empty when all was quiet.</param>
public sealed record Evidence(
    LedgerSnapshot Wix,
    LedgerSnapshot External,
    IReadOnlyList<ParkedChange> Parked,
    IReadOnlyList<string> Unfinished);
