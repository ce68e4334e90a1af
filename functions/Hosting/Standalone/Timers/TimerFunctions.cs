using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using Microsoft.Extensions.Options;

namespace LoyaltyFunctions.Hosting.Standalone.Timers;

/// <summary>Runs the timer functions.</summary>
internal sealed partial class TimerFunctions(
    Functions functions, TimerStore store, IOptions<FunctionsOptions> options, Drain drain,
    IServiceScopeFactory scopes, TimeProvider time, ILogger<TimerPump> logger) : IHostedService
{
    private readonly List<TimerPump> pumps = [.. functions.Timers.Select(found => new TimerPump(
        found.Function, new TimerSchedule(found.Schedule), store, options.Value.Timers, drain, scopes, time, logger))];

    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(pumps.Select(pump => Task.Run(pump.RunAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
            Log.Abandoned(logger);
    }

    /// <summary>Runs a timer function now; false if there is none of that name.</summary>
    public async Task<bool> RunNowAsync(string name, CancellationToken ct)
    {
        if (pumps.Find(pump => pump.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } pump)
            return false;
        await pump.RunNowAsync(ct);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(9034, LogLevel.Warning, "A timer function did not end although it was cancelled; the process ends without it.")]
        public static partial void Abandoned(ILogger logger);
    }
}
