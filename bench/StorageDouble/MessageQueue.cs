using System.Globalization;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>The messages of one queue, in the order in which they become visible.</summary>
internal sealed class MessageQueue
{
    private static readonly Comparer<QueuedMessage> ByVisibility = Comparer<QueuedMessage>.Create(
        (a, b) => a.VisibleAt == b.VisibleAt ? a.Number.CompareTo(b.Number) : a.VisibleAt.CompareTo(b.VisibleAt));

    private readonly Lock gate = new();
    private readonly SortedSet<QueuedMessage> waiting = new(ByVisibility);
    private readonly Dictionary<string, QueuedMessage> byId = new(StringComparer.Ordinal);
    private long last;

    public int Count
    {
        get
        {
            lock (gate)
                return byId.Count;
        }
    }

    public QueuedMessage Put(byte[] text, DateTimeOffset visibleAt)
    {
        lock (gate)
        {
            var number = ++last;
            var message = new QueuedMessage(number, new Guid((int)number, 0, 0, new byte[8]).ToString(), text) { VisibleAt = visibleAt, Receipt = Receipt(number, 0) };
            waiting.Add(message);
            byId.Add(message.Id, message);
            return message;
        }
    }

    public List<QueuedMessage> Receive(int most, DateTimeOffset now, TimeSpan hidden)
    {
        List<QueuedMessage> received = [];
        lock (gate)
        {
            while (received.Count < most && waiting.Min is { } next && next.VisibleAt <= now)
            {
                Move(next, now + hidden);
                next.DequeueCount++;
                received.Add(next);
            }
        }

        return received;
    }

    public QueuedMessage? Update(string id, string? receipt, DateTimeOffset visibleAt)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(id, out var message) || message.Receipt != receipt)
                return null;
            Move(message, visibleAt);
            return message;
        }
    }

    public bool Delete(string id, string? receipt)
    {
        lock (gate)
            return byId.TryGetValue(id, out var message) && message.Receipt == receipt && byId.Remove(id) && waiting.Remove(message);
    }

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
            byId.Clear();
        }
    }

    private void Move(QueuedMessage message, DateTimeOffset visibleAt)
    {
        waiting.Remove(message);
        message.VisibleAt = visibleAt;
        message.Receipt = Receipt(message.Number, visibleAt.UtcTicks);
        waiting.Add(message);
    }

    private static string Receipt(long number, long ticks) => string.Create(CultureInfo.InvariantCulture, $"r{number}-{ticks}");
}
