namespace LoyaltyFunctions.Linking;

/// <summary>What the rules say about who is the same person on the other side. Closed.</summary>
public abstract record Match<T>
{
    private Match()
    {
    }

    /// <summary>Exactly one.</summary>
    public sealed record One(T Item) : Match<T>;

    /// <summary>Nobody.</summary>
    public sealed record Nobody : Match<T>;

    /// <summary>It cannot be told without a person; nothing is linked.</summary>
    /// <param name="Reason">One of <see cref="Sync.ParkReasons"/>.</param>
    public sealed record Unclear(string Reason) : Match<T>;
}
