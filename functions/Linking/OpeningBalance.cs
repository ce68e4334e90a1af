namespace LoyaltyFunctions.Linking;

/// <summary>Balances at <c>SyncFrom</c>.</summary>
/// <param name="WixHasNews">The Wix account may have transactions since.</param>
/// <param name="ExternalHasNews">The external account has transactions since.</param>
public sealed record OpeningBalance(long Wix, long External, bool WixHasNews, bool ExternalHasNews);
