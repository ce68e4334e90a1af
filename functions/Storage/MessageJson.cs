using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyFunctions.Activation;
using LoyaltyFunctions.Messages.Campaigns;
using LoyaltyFunctions.Reconciling;
using LoyaltyFunctions.Sync;

namespace LoyaltyFunctions.Storage;

/// <summary>JSON of the queue messages, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WixEvent))]
[JsonSerializable(typeof(ExternalEvent))]
[JsonSerializable(typeof(CreateAccountsMessage))]
[JsonSerializable(typeof(CampaignMessage))]
[JsonSerializable(typeof(ReconcileMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
