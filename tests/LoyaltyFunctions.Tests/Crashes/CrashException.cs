namespace LoyaltyFunctions.Tests.Crashes;

/// <summary>
/// Stands for the end of the process: nothing in the app knows it, so nothing in the app may handle it. It ends where the process would:
/// at the host, whose log must hold it.
/// </summary>
public sealed class CrashException(string call) : Exception($"Crashed at {call}.");
