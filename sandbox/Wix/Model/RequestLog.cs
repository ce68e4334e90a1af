using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Counts the app's calls.</summary>
internal sealed class RequestLog
{
    private readonly ConcurrentDictionary<string, StrongBox<long>> requests = new();
    private readonly ConcurrentDictionary<string, StrongBox<long>> answers = new();
    private long throttled;

    public long Throttled => Interlocked.Read(ref throttled);
    public IReadOnlyDictionary<string, long> Requests => Copy(requests);
    public IReadOnlyDictionary<string, long> Answers => Copy(answers);

    public void Received(string endpoint) => Count(requests, endpoint);

    public void Answered(string status) => Count(answers, status);

    public void Throttle() => Interlocked.Increment(ref throttled);

    private static void Count(ConcurrentDictionary<string, StrongBox<long>> counters, string name) =>
        Interlocked.Increment(ref counters.GetOrAdd(name, _ => new StrongBox<long>()).Value);

    private static SortedDictionary<string, long> Copy(ConcurrentDictionary<string, StrongBox<long>> counters) =>
        new(counters.ToDictionary(c => c.Key, c => Interlocked.Read(ref c.Value.Value)), StringComparer.Ordinal);
}
