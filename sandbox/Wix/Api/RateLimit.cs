using System.Collections.Concurrent;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>
/// The calls that a site's app may make. A refused call does not count.
/// <see href="https://dev.wix.com/docs/rest/articles/getting-started/rate-limits"/>
/// </summary>
internal sealed class RateLimit(WixWorld world)
{
    private readonly ConcurrentDictionary<string, Queue<long>> sites = new();

    /// <exception cref="WixRefusedException">429 when the site has none left.</exception>
    public void Take(string instanceId)
    {
        if (world.Options is not { CallsPerWindow: > 0 and { } calls, RateWindow: { Ticks: > 0 and { } window } })
            return;

        var now = world.Options.TimeProvider.GetUtcNow().UtcTicks;
        var taken = sites.GetOrAdd(instanceId, _ => new Queue<long>());
        lock (taken)
        {
            var begin = world.Behaviour.RateLimitWindow == RateLimitWindow.Fixed ? now - (now % window) : now - window + 1;
            while (taken.TryPeek(out var oldest) && oldest < begin)
                taken.Dequeue();
            if (taken.Count < calls)
            {
                taken.Enqueue(now);
                return;
            }

            world.Requests.Throttle();
            var free = world.Behaviour.RateLimitWindow == RateLimitWindow.Fixed ? begin + window : taken.Peek() + window;
            throw Refusal(world, TimeSpan.FromTicks(free - now));
        }
    }

    public static WixRefusedException Refusal(WixWorld world, TimeSpan wait) => WixRefusedException.Application(
        429, "RESOURCE_EXHAUSTED", "Too many requests", retryAfter: world.Behaviour.RetryAfter ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : null);
}
