namespace LoyaltyFunctions.Hosting.Standalone;

/// <summary>The host cannot start; the message is a sentence that names the function or setting at fault.</summary>
public sealed class FunctionsHostException(string message, Exception? inner = null) : Exception(message, inner);
