namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>A message of a queue in memory.</summary>
/// <param name="Text">As whoever put it there writes messages.</param>
internal sealed record QueuedMessage(long Number, string Id, ReadOnlyMemory<byte> Text, DateTimeOffset InsertedAt)
{
    public DateTimeOffset VisibleAt { get; set; }

    public int DequeueCount { get; set; }

    /// <summary>Another after every receive and update.</summary>
    public string Receipt { get; set; } = "";
}
