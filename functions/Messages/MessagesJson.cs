using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyFunctions.Messages.Campaigns;

namespace LoyaltyFunctions.Messages;

/// <summary>JSON of a campaign's checkpoint and of what comes over HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CampaignPlan))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(OptOutBody))]
internal sealed partial class MessagesJson : JsonSerializerContext;
