using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>What was delivered: exact counts, and the latest deliveries one by one.</summary>
internal sealed class DeliveryLog
{
    public const int Kept = 100_000;

    private readonly long[] outcomes = new long[Enum.GetValues<WebhookOutcome>().Length];
    private readonly ConcurrentQueue<WixLedgerDelivery> latest = new();
    private long events;
    private long pending;
    private long givenUp;

    public long Events => Interlocked.Read(ref events);
    public long Pending => Interlocked.Read(ref pending);
    public long GivenUp => Interlocked.Read(ref givenUp);
    public IReadOnlyList<WixLedgerDelivery> Latest => [.. latest];

    public IReadOnlyDictionary<string, long> Outcomes =>
        Enum.GetValues<WebhookOutcome>().ToDictionary(o => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(o.ToString()), o => Interlocked.Read(ref outcomes[(int)o]));

    public void Raised() => Interlocked.Increment(ref events);

    public void Started() => Interlocked.Increment(ref pending);

    public void Ended(bool acknowledged)
    {
        if (!acknowledged)
            Interlocked.Increment(ref givenUp);
        Interlocked.Decrement(ref pending);
    }

    public void Add(WixLedgerDelivery delivery)
    {
        Interlocked.Increment(ref outcomes[(int)delivery.Outcome]);
        latest.Enqueue(delivery);
        while (latest.Count > Kept)
            latest.TryDequeue(out _);
    }
}
