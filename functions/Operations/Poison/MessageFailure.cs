namespace LoyaltyFunctions.Operations.Poison;

/// <summary>How a message's last try failed.</summary>
/// <param name="Error">For people; no personal data.</param>
public sealed record MessageFailure(long DequeueCount, string Error);
