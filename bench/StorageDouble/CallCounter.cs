using System.Collections.Concurrent;

namespace LoyaltyFunctions.Bench.StorageDouble;

/// <summary>Counts calls by what they did and to which queue or table, as <c>receive wix-events</c>.</summary>
internal sealed class CallCounter
{
    private readonly ConcurrentDictionary<(string Call, string Name), StrongBox> counts = new();

    public void Count(string call, string name) => Interlocked.Increment(ref counts.GetOrAdd((call, name), static _ => new StrongBox()).Value);

    public IReadOnlyDictionary<string, long> Read() =>
        new SortedDictionary<string, long>(counts.ToDictionary(count => $"{count.Key.Call} {count.Key.Name}", count => Interlocked.Read(ref count.Value.Value)));

    private sealed class StrongBox
    {
        public long Value;
    }
}
