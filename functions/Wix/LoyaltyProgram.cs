namespace LoyaltyFunctions.Wix;

/// <summary>A site's loyalty program.</summary>
/// <param name="Name">Null as long as nobody named it; such a one cannot be activated.</param>
/// <param name="PointName">What the merchant calls a point, in the plural.</param>
public sealed record LoyaltyProgram(string? Name, string? PointName, ProgramStatus Status);
