using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Support;

/// <summary>Keeps what a class logs.</summary>
public sealed class LogEvents<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> events = new();

    public IReadOnlyCollection<(int Id, LogLevel Level, string Text)> All => events;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        events.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
}
