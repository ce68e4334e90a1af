using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Activation;

/// <summary>JSON of an activation's checkpoint and of what comes over HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivationPlan))]
[JsonSerializable(typeof(PutLinkBody))]
internal sealed partial class ActivationJson : JsonSerializerContext;
