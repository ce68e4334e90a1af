using System.Text;
using System.Text.Json.Nodes;

namespace LoyaltyFunctions.Wix;

/// <summary>Calls with a JSON body that is made for each.</summary>
internal static class WixBody
{
    /// <param name="repeatable">A read, whatever its method, or a write that does no harm twice.</param>
    public static WixCall Call(string siteId, WixWork work, HttpMethod method, string path, JsonObject body, bool repeatable) =>
        new(siteId, work, method, path, repeatable, () => new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
}
