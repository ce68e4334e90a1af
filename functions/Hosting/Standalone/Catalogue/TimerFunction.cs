namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <param name="Schedule">As the attribute says: NCRONTAB, or <c>%Setting%</c>.</param>
public sealed record TimerFunction(string Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger;
