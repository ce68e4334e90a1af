namespace LoyaltyFunctions.Sandbox.External;

/// <summary>Why points of the external simulator changed.</summary>
public enum TransactionKind
{
    Earn,
    Redeem,
    Adjust,
    Expire,

    /// <summary>Written over the REST API.</summary>
    Api,
}
