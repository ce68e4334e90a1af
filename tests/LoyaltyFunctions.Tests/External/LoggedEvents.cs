using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.External;

/// <summary>Keeps the ids and texts of the app's own log events.</summary>
internal sealed class LoggedEvents : ILoggerProvider
{
    public ConcurrentQueue<(int Id, string Text)> Events { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LoggedEvents owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // Enabled for all: ASP.NET Core opens a trace only where somebody logs.
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category.StartsWith("LoyaltyFunctions.", StringComparison.Ordinal))
                owner.Events.Enqueue((eventId.Id, formatter(state, exception)));
        }
    }
}
