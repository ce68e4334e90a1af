using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Reconciling;

/// <summary>JSON of a reconcile's checkpoint and working data.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReconcilePlan))]
[JsonSerializable(typeof(IReadOnlyList<Suspect>))]
internal sealed partial class ReconcileJson : JsonSerializerContext;
