namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What a write made of an account.</summary>
/// <param name="After">The account as the write left it.</param>
/// <param name="Transaction">Null when no points transaction was written.</param>
/// <param name="Extra">A revision without points that followed at once.</param>
internal sealed record AccountChange(SimSite Site, SimAccount Account, AccountState After, SimTransaction? Transaction, Origin Origin, AccountState? Extra = null);
