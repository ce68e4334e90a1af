using LoyaltyFunctions.Points;
using LoyaltyFunctions.Sandbox.Demo.Ledgers;

namespace LoyaltyFunctions.Sandbox.Demo.Invariants;

/// <summary>One person's two accounts with all that happened on them. A side without an account has an empty book.</summary>
internal sealed record LinkedPair(string Person, AccountBook Wix, AccountBook External)
{
    public AccountBook this[Side side] => side == Side.Wix ? Wix : External;
}
