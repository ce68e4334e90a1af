namespace LoyaltyFunctions.Messages.Campaigns;

/// <summary>A message as one member would get it now.</summary>
/// <param name="WhyNot">Why the member gets none, in the words of a job's counts; null when the member gets it.</param>
public sealed record MessagePreview(string MemberId, string? WhyNot, string? Locale, string? PreviewText, string? Text);
