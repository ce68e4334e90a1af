using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Site members, read only. <see href="https://dev.wix.com/docs/rest/crm/members-contacts/members/member-management/members"/></summary>
internal static class MembersApi
{
    private const string Path = "/members/v1/members";

    public static void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "POST", $"{Path}/query", Query);
        pipeline.Map(routes, "GET", $"{Path}/{{id}}", Get);
    }

    private static object Query(Call call)
    {
        var query = call.Body.Object("query") ?? default;
        var (limit, offset) = OffsetPaging.Read(
            query,
            defaultLimit: 50,
            maxLimit: 100,
            () => WixRefusedException.Field("query.paging.limit", "Must be between 0 and 100.", "MAX"),
            () => WixRefusedException.Field("query.paging.offset", "Must be at least 0.", "MIN"));
        var filter = query.ValueKind == JsonValueKind.Object && query.TryGetProperty("filter", out var given) ? given : (JsonElement?)null;
        var matches = new Filter<SimContact>(QueryFields.Members).Compile(filter);
        List<SimContact> found;
        lock (call.Site.Gate)
            found = [.. call.Site.Contacts.Where(c => c.State.MemberId is not null && (matches is null || matches(c)))];
        var page = found.Skip(offset).Take(limit).ToList();
        return new { members = page.Select(Wire.Member), metadata = new { count = page.Count, offset, total = found.Count, tooManyToCount = false } };
    }

    private static object Get(Call call) => call.Site.ContactsByMember.TryGetValue(call.Route("id"), out var contact)
        ? new { member = Wire.Member(contact) }
        : throw WixRefusedException.NotFound("Member", "MEMBER_NOT_FOUND");
}
