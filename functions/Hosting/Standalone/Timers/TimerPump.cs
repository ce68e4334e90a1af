using System.Diagnostics;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using LoyaltyFunctions.Hosting.Standalone.Catalogue;
using LoyaltyFunctions.Hosting.Standalone.Queues;

namespace LoyaltyFunctions.Hosting.Standalone.Timers;

/// <summary>
/// Runs one timer function. Of several processes one runs a tick; another one runs it again only if that one died on it or was cut off.
/// Ticks that nobody was there for are one late run. A run that fails is not repeated before the next tick.
/// </summary>
internal sealed partial class TimerPump(
    Function function, TimerSchedule schedule, TimerStore store, TimerOptions options, Drain drain,
    IServiceScopeFactory scopes, TimeProvider time, ILogger<TimerPump> logger)
{
    private static readonly TimeSpan PastDueAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly string owner = Guid.NewGuid().ToString("n");
    private readonly Wake wake = new(time);
    private DateTimeOffset? started;

    public string Name => function.Name;

    public async Task RunAsync()
    {
        while (!drain.Stopping.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await StepAsync();
            }
            catch (Exception e) when (!drain.Stopping.IsCancellationRequested)
            {
                Log.StorageFailed(logger, e, Name);
                wait = RetryAfter;
            }
            catch (Exception e)
            {
                Log.StorageFailed(logger, e, Name);
                return;
            }

            // Up to the next millisecond, which is what timers count in.
            if (wait > TimeSpan.Zero)
                await wake.WaitAsync((wait < LongestWait ? wait : LongestWait) + TimeSpan.FromMilliseconds(1), drain.Stopping);
        }
    }

    /// <summary>Makes the tick due now, for whichever process comes first. A run that is under way counts as that.</summary>
    public async Task RunNowAsync(CancellationToken ct)
    {
        while (await store.FindAsync(Name, ct) is { } state && !state.IsRunning(time.GetUtcNow()))
        {
            state.Next = time.GetUtcNow();
            if (await store.TrySaveAsync(state, ct))
                break;
        }

        wake.Set();
    }

    /// <summary>Runs the tick if it is due and nobody else does. Returns how long to wait.</summary>
    private async Task<TimeSpan> StepAsync()
    {
        var state = await store.FindAsync(Name, drain.Ended);
        if (state is null)
        {
            await store.TryAddAsync(Fresh(), drain.Ended);
            return TimeSpan.Zero;
        }

        if (started is null)
            return await BeginAsync(state);

        var now = time.GetUtcNow();
        if (state.Next > now)
            return state.Next - now;
        if (state.IsRunning(now))
            return state.Until!.Value - now;

        state.Owner = owner;
        state.Until = now + options.Lease;
        if (await store.TrySaveAsync(state, drain.Ended))
            await RunTickAsync(state, now);
        return TimeSpan.Zero;
    }

    private TimerState Fresh()
    {
        var now = time.GetUtcNow();
        return new TimerState { RowKey = Name, Schedule = schedule.ToString(), Next = schedule.After(now), LastUpdated = now };
    }

    /// <summary>This process's first look: a new schedule takes effect, and what was missed is decided on.</summary>
    private async Task<TimeSpan> BeginAsync(TimerState state)
    {
        var now = time.GetUtcNow();
        var trigger = (TimerFunction)function.Descriptor.Trigger;
        var next = trigger.RunOnStartup ? now
            : state.Schedule != schedule.ToString() || (!trigger.UseMonitor && state.Next < now) ? schedule.After(now)
            : state.Next;
        if (next != state.Next && !state.IsRunning(now))
        {
            state.Schedule = schedule.ToString();
            state.Next = next;
            if (!await store.TrySaveAsync(state, drain.Ended))
                return TimeSpan.Zero;
        }

        started = now;
        Log.Begun(logger, Name, state.Next);
        return TimeSpan.Zero;
    }

    private async Task RunTickAsync(TimerState state, DateTimeOffset now)
    {
        var work = InvokeAsync(new TimerInfo
        {
            IsPastDue = state.Next < started || now - state.Next > PastDueAfter,
            ScheduleStatus = new ScheduleStatus
            {
                Last = state.Last?.UtcDateTime ?? default,
                Next = schedule.After(now).UtcDateTime,
                LastUpdated = state.LastUpdated.UtcDateTime,
            },
        });
        var kept = await KeepWhileAsync(work, state);
        if (work.IsFaulted || work.IsCanceled)
            Log.Failed(logger, work.Exception?.InnerException, Name, state.Next);

        var cutOff = !work.IsCompletedSuccessfully && drain.Ended.IsCancellationRequested;
        if (!cutOff)
        {
            now = time.GetUtcNow();
            state.Last = state.Next;
            state.Next = schedule.After(now > state.Next ? now : state.Next);
            state.LastUpdated = now;
        }

        state.Owner = null;
        state.Until = null;
        if (!kept || !await store.TrySaveAsync(state, CancellationToken.None))
            Log.LeaseLost(logger, Name);
    }

    /// <summary>Renews the lease at half time; false when another process has it.</summary>
    private async Task<bool> KeepWhileAsync(Task work, TimerState state)
    {
        var kept = true;
        while (true)
        {
            await work.WaitAsync(options.Lease / 2, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (work.IsCompleted)
                return kept;
            if (!kept)
                continue;
            try
            {
                state.Until = time.GetUtcNow() + options.Lease;
                kept = await store.TrySaveAsync(state, CancellationToken.None);
            }
            catch (Exception e)
            {
                Log.StorageFailed(logger, e, Name);
            }
        }
    }

    private async Task InvokeAsync(TimerInfo info)
    {
        using var activity = new Activity(Name).Start();
        await using var scope = scopes.CreateAsyncScope();
        await function.InvokeAsync(scope.ServiceProvider, info, drain.Ended);
    }

    private static partial class Log
    {
        [LoggerMessage(9031, LogLevel.Error, "Timer function {Function} failed on the tick of {Tick}.")]
        public static partial void Failed(ILogger logger, Exception? exception, string function, DateTimeOffset tick);

        [LoggerMessage(9032, LogLevel.Warning, "The schedule of timer function {Function} could not be read or written.")]
        public static partial void StorageFailed(ILogger logger, Exception exception, string function);

        [LoggerMessage(9035, LogLevel.Information, "Timer function {Function} runs next at {Next}.")]
        public static partial void Begun(ILogger logger, string function, DateTimeOffset next);

        [LoggerMessage(9033, LogLevel.Warning, "Timer function {Function} ran longer than its lease could be kept; another process may run the tick too.")]
        public static partial void LeaseLost(ILogger logger, string function);
    }
}
