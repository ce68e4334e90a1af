using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary><c>--wix-mode</c>: where Wix's documentation leaves a choice, and how the app writes credits there.</summary>
/// <param name="Switches">Switches of the simulator's <c>PUT /_sandbox/behaviour</c>.</param>
/// <param name="EarnCredits">The app writes credits with Earn Points instead of Adjust Points.</param>
public sealed record WixMode(JsonObject Switches, bool EarnCredits);
