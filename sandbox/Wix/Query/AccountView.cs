namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>An account as a query sees it, which may lag behind.</summary>
internal sealed record AccountView(SimSite Site, SimAccount Account, AccountState State)
{
    public SimContact? Contact => Site.ContactOf(State);

    public static AccountView? Of(SimSite site, SimAccount account, DateTimeOffset horizon) =>
        account.At(horizon) is { Removed: false } state ? new AccountView(site, account, state) : null;
}
