using LoyaltyFunctions.Wix;

namespace LoyaltyFunctions.Linking;

/// <summary>A person found on Wix: the account where the rule names it, else the contact.</summary>
public sealed record WixMatch(LoyaltyAccount? Account, string? ContactId);
