namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>Stands for the end of the process: nothing in the app knows it, so nothing in the app handles it.</summary>
public sealed class CrashException(string call) : Exception($"Crashed at {call}.");
