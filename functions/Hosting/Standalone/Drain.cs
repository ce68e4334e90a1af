using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>How the host comes to its end: nothing new is begun after <see cref="Stopping"/>, what runs ends before <see cref="Ended"/>.</summary>
public sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource ended;
    private readonly ITimer timer;
    private readonly CancellationTokenRegistration registration;

    public Drain(IHostApplicationLifetime lifetime, IOptions<FunctionsOptions> options, TimeProvider time)
    {
        ended = new CancellationTokenSource();
        Ended = ended.Token;
        timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), ended, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Stopping = lifetime.ApplicationStopping;
        registration = Stopping.Register(() => timer.Change(options.Value.DrainTimeout, Timeout.InfiniteTimeSpan));
    }

    /// <summary>The host was asked to stop.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>What the functions get: the time to end is over.</summary>
    public CancellationToken Ended { get; }

    public void Dispose()
    {
        registration.Dispose();
        timer.Dispose();
        ended.Dispose();
    }
}
