namespace LoyaltyFunctions.Reconciling;

/// <summary>An account that has to be looked at.</summary>
/// <param name="WixAccountId">Whether it is linked or not.</param>
/// <param name="Wix">By how much the Wix balance was beyond what its transactions explain when it was looked at last; null where it was not.</param>
/// <param name="External">The same of the external account.</param>
/// <param name="Revision">Wix's, then: that of an account that nothing happened to since is the same.</param>
/// <param name="ExternalKnown">The balance that the ledger explained then, of the external account, which has no revision.</param>
public sealed record Suspect(string WixAccountId, long? Wix = null, long? External = null, long Revision = 0, long ExternalKnown = 0);
