namespace LoyaltyFunctions.External.Contract;

/// <summary>Schema <c>NewAccount</c>.</summary>
internal sealed record NewAccountBody(string? Email, string? Phone, string? FirstName, string Reference);
