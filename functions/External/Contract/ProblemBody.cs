namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>Problem</c>, as far as it is read: its words for people may hold personal data.</summary>
internal sealed record ProblemBody(string? Code = null);
