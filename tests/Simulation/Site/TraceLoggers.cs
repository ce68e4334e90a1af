using LoyaltyFunctions.Simulation.Loop;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Simulation.Site;

/// <summary>Brings the app's log into the trace that somebody reads.</summary>
internal sealed class TraceLoggers(Trace trace) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The trace is the only log.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            trace.Say($"log {formatter(state, exception)}");
    }

    public void Dispose()
    {
    }
}
