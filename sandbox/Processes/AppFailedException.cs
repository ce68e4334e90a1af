namespace LoyaltyFunctions.Sandbox.Processes;

/// <summary>A process of the app ended by itself or did not become ready. The message holds its last words and where to read all of them.</summary>
public sealed class AppFailedException(string message) : Exception(message);
