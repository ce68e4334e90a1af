using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoyaltyFunctions.Sandbox.External;

/// <summary>How the external simulator writes and reads JSON.</summary>
internal static class SimulatorJson
{
    /// <summary>For the REST contract and the callbacks: what is not known is ignored.</summary>
    public static readonly JsonSerializerOptions ContractOptions = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>For the control API: a misspelt switch is an error, not a default.</summary>
    public static readonly JsonSerializerOptions Options = Create(JsonUnmappedMemberHandling.Disallow);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown) => new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = unknown,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
