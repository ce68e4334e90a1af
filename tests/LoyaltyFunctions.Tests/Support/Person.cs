namespace LoyaltyFunctions.Tests.Support;

/// <summary>Somebody with an account on each side.</summary>
public sealed record Person(SyncWorld World, string WixAccountId, string ExternalAccountId)
{
    public long WixBalance => World.Wix.ReadLedger().Accounts.Single(a => a.Id == WixAccountId).Balance;

    public long ExternalBalance => World.External.FindAccount(ExternalAccountId)!.Balance;

    public void EarnsOnWix(long points) => World.Wix.Earn(WixAccountId, points);

    public void RedeemsOnWix(long points) => World.Wix.Redeem(WixAccountId, points);

    public void EarnsOutside(long points) => World.External.Earn(ExternalAccountId, points);

    public void RedeemsOutside(long points) => World.External.Redeem(ExternalAccountId, points);
}
