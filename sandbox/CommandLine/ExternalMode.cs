using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary><c>--external-mode</c>: what the external system offers. The app is told the same in its settings.</summary>
/// <param name="Switches">Switches of the simulator's <c>PUT /_sandbox/behaviour</c>.</param>
public sealed record ExternalMode(JsonObject Switches, bool IdempotencyKeys, bool EchoesReference, bool NegativeBalances);
