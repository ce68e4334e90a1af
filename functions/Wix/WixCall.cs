using System.Text.Json.Serialization.Metadata;

namespace LoyaltyFunctions.Wix;

/// <summary>A call to Wix, before it has a token; it can be sent more than once.</summary>
/// <param name="Path">Below the base address, with its query; ids in it are escaped.</param>
/// <param name="Repeatable">A read, whatever its method: sending it again does no harm.</param>
internal sealed record WixCall(string SiteId, WixWork Work, HttpMethod Method, string Path, bool Repeatable, Func<HttpContent?> Content)
{
    public static WixCall Get(string siteId, WixWork work, string path) => new(siteId, work, HttpMethod.Get, path, true, () => null);

    /// <summary>A query that is a POST only because it has a body.</summary>
    public static WixCall Query<T>(string siteId, WixWork work, string path, T body, JsonTypeInfo<T> type) =>
        new(siteId, work, HttpMethod.Post, path, true, () => System.Net.Http.Json.JsonContent.Create(body, type));

    public static WixCall Write<T>(string siteId, WixWork work, string path, T body, JsonTypeInfo<T> type) =>
        new(siteId, work, HttpMethod.Post, path, false, () => System.Net.Http.Json.JsonContent.Create(body, type));
}
