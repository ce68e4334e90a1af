namespace LoyaltyFunctions.Hosting.Standalone.Catalogue;

/// <summary>What sets a function off.</summary>
public abstract record FunctionTrigger;
