namespace LoyaltyFunctions.Activation;

/// <summary>A contact has to wait: what it needs is not there yet.</summary>
/// <param name="stopOthers">It is the same for every contact.</param>
public sealed class ContactUnfinishedException(string why, TimeSpan wait, bool stopOthers = false) : Exception(why)
{
    public TimeSpan Wait { get; } = wait;

    public bool StopOthers { get; } = stopOthers;
}
