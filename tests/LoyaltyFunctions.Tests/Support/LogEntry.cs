using Microsoft.Extensions.Logging;

namespace LoyaltyFunctions.Tests.Support;

public sealed record LogEntry(LogLevel Level, int EventId, string Text, Exception? Exception);
