using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Jobs;

/// <summary>JSON of the figures that a job's rows hold in one column each.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
internal sealed partial class JobJson : JsonSerializerContext;
