using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Tests.SimulatedWix;

/// <summary>What the simulator answered.</summary>
internal sealed record Answer(int Status, JsonNode? Body, string? RequestId, TimeSpan? RetryAfter, string? MediaType)
{
    public string? Code => (string?)Body?["details"]?["applicationError"]?["code"];
    public string? Field => (string?)Body?["details"]?["validationError"]?["fieldViolations"]?[0]?["field"];
    public JsonNode Account => Body!["account"]!;
    public long Balance => (long)Account["points"]!["balance"]!;
    public string Revision => (string)Account["revision"]!;
    public string? TransactionId => (string?)Body!["transactionId"];
    public string? Next => (string?)Body!["pagingMetadata"]!["cursors"]!["next"];

    public IReadOnlyList<string> Ids(string list) => [.. Body![list]!.AsArray().Select(i => (string)i!["id"]!)];
}
