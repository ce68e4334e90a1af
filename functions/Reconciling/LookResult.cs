namespace LoyaltyFunctions.Reconciling;

/// <summary>What a look at one account says.</summary>
/// <param name="Again">The account as the next round has to look at it; null when it is settled, or reported.</param>
/// <param name="Told">How many missed transactions were put on the queues.</param>
public sealed record LookResult(Suspect? Again = null, int Told = 0)
{
    public static LookResult Settled { get; } = new();
}
