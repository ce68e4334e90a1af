namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>The command line asks for something that cannot be; the message says what, in one sentence.</summary>
public sealed class UsageException(string message) : Exception(message);
