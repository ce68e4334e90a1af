using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Ledger;

/// <summary>JSON of the lists that the link row holds in one column each.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WixRevisions))]
[JsonSerializable(typeof(IReadOnlyList<PendingWrite>))]
[JsonSerializable(typeof(IReadOnlyList<VolleyChange>))]
internal sealed partial class LedgerJson : JsonSerializerContext;
