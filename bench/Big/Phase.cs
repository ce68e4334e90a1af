namespace LoyaltyFunctions.Bench.Big;

/// <summary>What one flow over all accounts took.</summary>
/// <param name="PeakMb">The most memory that the app had until its end.</param>
internal sealed record Phase(string Name, int Accounts, TimeSpan Took, double EndMb, double PeakMb, double StorageCalls, double WixCalls, double ExternalCalls);
