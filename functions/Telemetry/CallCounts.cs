namespace LoyaltyFunctions.Telemetry;

/// <summary>Outgoing calls of one piece of work.</summary>
public sealed class CallCounts
{
    private readonly int[] counts = new int[Enum.GetValues<CallTarget>().Length];

    public int this[CallTarget target] => Volatile.Read(ref counts[(int)target]);

    public void Add(CallTarget target) => Interlocked.Increment(ref counts[(int)target]);
}
