using System.Text.Json;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>A message: what people read of it, and its JSON as the API gives it.</summary>
internal sealed record SimMessage(long Sequence, string Text, bool SendNotifications, DateTimeOffset CreatedDate, string RequestId, string Visibility, JsonElement Json);
