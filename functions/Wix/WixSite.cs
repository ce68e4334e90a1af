namespace LoyaltyFunctions.Wix;

/// <summary>A site as Wix describes it.</summary>
/// <param name="Name">As visitors see it.</param>
/// <param name="Locale">Its main language, e.g. <c>en</c> or <c>pt-BR</c>.</param>
public sealed record WixSite(string? Name, string? Locale);
