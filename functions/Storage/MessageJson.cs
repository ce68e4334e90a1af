using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Storage;

/// <summary>JSON of the queue messages, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WixEvent))]
[JsonSerializable(typeof(ExternalEvent))]
internal sealed partial class MessageJson : JsonSerializerContext;
