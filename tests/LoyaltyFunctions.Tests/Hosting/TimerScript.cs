using System.Collections.Concurrent;
using LoyaltyFunctions.Hosting.Standalone.Bindings;

namespace LoyaltyFunctions.Tests.Hosting;

/// <summary>What the test timer does, and what it was told.</summary>
public sealed class TimerScript(Func<CancellationToken, Task>? act = null)
{
    private readonly ConcurrentQueue<TimerInfo> begun = new();

    public IReadOnlyCollection<TimerInfo> Begun => begun;

    public async Task RunAsync(TimerInfo timer, CancellationToken ct)
    {
        begun.Enqueue(timer);
        if (act is not null)
            await act(ct);
    }
}
