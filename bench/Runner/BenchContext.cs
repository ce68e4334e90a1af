namespace LoyaltyFunctions.Bench.Runner;

/// <summary>How thoroughly to measure, and where to say what is going on.</summary>
/// <param name="Quick">Less of everything: within two minutes, to see that nothing broke.</param>
/// <param name="Accounts">Of the largest site.</param>
internal sealed record BenchContext(bool Quick, int Accounts, TimeProvider Time, Action<string> Say)
{
    /// <summary>How often each contender has its turn.</summary>
    public int Rounds => Quick ? 1 : 3;

    /// <summary>How long a turn is.</summary>
    public TimeSpan Turn => Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(2);
}
