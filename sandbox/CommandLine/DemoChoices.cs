namespace LoyaltyFunctions.Sandbox.CommandLine;

/// <summary>What the demo does with the site.</summary>
/// <param name="Rate">Changes that people make in a second, on both sides together.</param>
public sealed record DemoChoices(SiteChoices Site, int Changes, double Rate);
