namespace LoyaltyFunctions.Simulation.External;

/// <param name="At">By the external system's clock.</param>
/// <param name="MadeByApp">The truth, whatever the system tells.</param>
internal sealed record ExternalBooking(string Id, string AccountId, long Points, string? Reference, DateTimeOffset At, long After, bool MadeByApp);
