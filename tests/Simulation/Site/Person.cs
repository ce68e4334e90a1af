using LoyaltyFunctions.Simulation.External;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>Somebody with points. Who has no account on a side yet may get one from the app.</summary>
internal sealed record Person(string Email, string ContactId, string? WixAccountId, ExternalAccountBook? External);
