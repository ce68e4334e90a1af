using System.Text.Json;

namespace LoyaltyFunctions.Tests.Infra;

/// <summary>The resources that a deployment would make. What only Azure can know stands there as an expression in brackets.</summary>
internal sealed class Snapshot(JsonElement root)
{
    public IEnumerable<JsonElement> Resources => root.GetProperty("predictedResources").EnumerateArray();

    public IReadOnlyList<JsonElement> OfType(string type) => [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    public JsonElement Only(string type) => Assert.Single(OfType(type));

    /// <summary>The last parts of the names of the resources of a type.</summary>
    public IEnumerable<string> Names(string type) => OfType(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]);

    public IReadOnlyDictionary<string, string> AppSettings => Only("Microsoft.Web/sites/config").GetProperty("properties").EnumerateObject()
        .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!, StringComparer.Ordinal);

    public override string ToString() => root.GetRawText();
}
