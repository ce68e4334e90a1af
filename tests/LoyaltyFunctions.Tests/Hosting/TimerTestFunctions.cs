using LoyaltyFunctions.Hosting.Standalone.Bindings;

namespace LoyaltyFunctions.Tests.Hosting;

public sealed class TimerTestFunctions(TimerScript script)
{
    /// <summary>Every full minute, unless a test says otherwise.</summary>
    [Function("Tick")]
    public Task TickAsync([TimerTrigger("%Test:Schedule%")] TimerInfo timer, CancellationToken ct) => script.RunAsync(timer, ct);
}
