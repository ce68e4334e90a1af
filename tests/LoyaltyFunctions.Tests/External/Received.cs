using System.Text.Json;
using LoyaltyFunctions.External;

namespace LoyaltyFunctions.Tests.External;

/// <summary>A callback that came in.</summary>
internal sealed record Received(string EventId, WebhookVerdict Verdict, JsonElement Data)
{
    public JsonElement Transaction => Data.GetProperty("transaction");

    public string TransactionId => Transaction.GetProperty("id").GetString()!;
}
