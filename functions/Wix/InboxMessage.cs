namespace LoyaltyFunctions.Wix;

/// <summary>A message of an inbox conversation.</summary>
/// <param name="AppId">The app that sent it; null for a person's.</param>
/// <param name="Texts">The texts of its items; one of pictures alone has none.</param>
public sealed record InboxMessage(string Id, string? AppId, bool ToParticipant, IReadOnlyList<string> Texts, DateTimeOffset CreatedDate);
