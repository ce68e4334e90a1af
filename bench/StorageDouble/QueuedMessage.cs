namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>A message of the storage double.</summary>
/// <param name="Text">XML-escaped UTF-8.</param>
internal sealed record QueuedMessage(long Number, string Id, byte[] Text)
{
    public DateTimeOffset VisibleAt { get; set; }

    public int DequeueCount { get; set; }

    /// <summary>Another after every receive and update.</summary>
    public string Receipt { get; set; } = "";
}
