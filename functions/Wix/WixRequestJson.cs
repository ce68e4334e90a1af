using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Wix;

/// <summary>JSON of the calls, generated at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WixRequests.TokenRequest))]
[JsonSerializable(typeof(WixRequests.AdjustPoints))]
[JsonSerializable(typeof(WixRequests.EarnPoints))]
[JsonSerializable(typeof(WixRequests.CreateAccount))]
[JsonSerializable(typeof(WixRequests.TransactionQuery))]
[JsonSerializable(typeof(WixRequests.ContactQuery))]
internal sealed partial class WixRequestJson : JsonSerializerContext;
