namespace LoyaltyFunctions.Sync;

/// <summary>What became of one event.</summary>
/// <param name="Again">How long until a copy of it shall come; null when it is finished.</param>
/// <param name="Look">The copy shall look at the account's transactions, whatever the event itself told.</param>
/// <param name="Failed">A side did not answer: the waits grow with every such failure in a row.</param>
public sealed record Handled(EventOutcome Outcome, TimeSpan? Again = null, bool Look = false, bool Failed = false);
