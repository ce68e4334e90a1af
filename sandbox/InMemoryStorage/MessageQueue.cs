using System.Globalization;

namespace LoyaltyFunctions.Sandbox.InMemoryStorage;

/// <summary>The messages of one queue, in the order in which they become visible.</summary>
internal sealed class MessageQueue
{
    private static readonly Comparer<QueuedMessage> ByVisibility = Comparer<QueuedMessage>.Create(
        (a, b) => a.VisibleAt == b.VisibleAt ? a.Number.CompareTo(b.Number) : a.VisibleAt.CompareTo(b.VisibleAt));

    private readonly Lock gate = new();
    private readonly SortedSet<QueuedMessage> waiting = new(ByVisibility);
    private readonly Dictionary<string, QueuedMessage> byId = new(StringComparer.Ordinal);
    private long last;
    private long receipts;

    /// <summary>When the next message can be received; null when there is none.</summary>
    public DateTimeOffset? NextVisibleAt
    {
        get
        {
            lock (gate)
                return waiting.Min?.VisibleAt;
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
                return byId.Count;
        }
    }

    public QueuedMessage Put(ReadOnlyMemory<byte> text, DateTimeOffset insertedAt, DateTimeOffset visibleAt)
    {
        lock (gate)
        {
            var number = ++last;
            var message = new QueuedMessage(number, new Guid((int)number, 0, 0, new byte[8]).ToString(), text, insertedAt) { VisibleAt = visibleAt, Receipt = NewReceipt() };
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

    /// <summary>Whether the message is there, received or not.</summary>
    public bool Contains(string id)
    {
        lock (gate)
            return byId.ContainsKey(id);
    }

    /// <summary>Null when it is not there, or another receipt has taken the place of this one.</summary>
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
        message.Receipt = NewReceipt();
        waiting.Add(message);
    }

    private string NewReceipt() => string.Create(CultureInfo.InvariantCulture, $"r{++receipts}");
}
