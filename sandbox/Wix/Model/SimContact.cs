namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A contact of a site.</summary>
internal sealed class SimContact(string id, ContactState first)
{
    private ContactState state = first;
    private long eventSequence;

    public string Id => id;

    public ContactState State
    {
        get => Volatile.Read(ref state);
        set => Volatile.Write(ref state, value);
    }

    public long NextEventSequence() => Interlocked.Increment(ref eventSequence);
}
