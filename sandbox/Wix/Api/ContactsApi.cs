using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace LoyaltyFunctions.Sandbox.Wix;

/// <summary>Contacts, read only. <see href="https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4"/></summary>
internal static class ContactsApi
{
    private const string Path = "/contacts/v4/contacts";
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;

    private static readonly string[] Fieldsets = ["FULL", "EXTENDED", "COMMUNICATION_DETAILS", "BASIC"];

    public static void Map(ApiPipeline pipeline, IEndpointRouteBuilder routes)
    {
        pipeline.Map(routes, "GET", Path, List);
        pipeline.Map(routes, "POST", $"{Path}/query", Query);
        pipeline.Map(routes, "GET", $"{Path}/{{id}}", Get);
    }

    private static object List(Call call)
    {
        var limit = call.QueryInt("paging.limit", DefaultLimit, 0, MaxLimit, IllegalLimit);
        var offset = call.QueryInt("paging.offset", 0, 0, int.MaxValue, IllegalOffset);
        var sort = call.Query("sort.fieldName") is { } field ? Sort.One(field, call.Query("sort.order"), QueryFields.Contacts) : Sort.OldestFirst;
        return Page(call.Site, null, null, [sort], limit, offset, call.QueryList("fieldsets"));
    }

    private static object Query(Call call)
    {
        var query = call.Body.Object("query") ?? default;
        var (limit, offset) = OffsetPaging.Read(query, DefaultLimit, MaxLimit, IllegalLimit, IllegalOffset);
        var sorts = Sort.Read(query.ValueKind == JsonValueKind.Object && query.TryGetProperty("sort", out var sort) ? sort : null, QueryFields.Contacts, most: 1);
        var filter = query.ValueKind == JsonValueKind.Object && query.TryGetProperty("filter", out var given) ? given : (JsonElement?)null;
        var search = call.Body.Text("search", 0, 100);
        var fieldsets = query.ValueKind == JsonValueKind.Object && query.TryGetProperty("fieldsets", out var sets) && sets.ValueKind == JsonValueKind.Array
            ? sets.EnumerateArray().Select(s => s.ToString()).ToArray()
            : [];
        return Page(call.Site, filter, search, sorts, limit, offset, fieldsets);
    }

    private static object Get(Call call)
    {
        var id = call.Route("id");
        if (call.Site.ContactsById.TryGetValue(id, out var contact))
            return new { contact = ContactWire.Full(contact), responseType = "REGULAR" };
        if (call.Site.MergedInto.TryGetValue(id, out var target) && call.Site.ContactsById.TryGetValue(target, out contact))
            return new { contact = ContactWire.Full(contact), responseType = "MERGED" };
        throw WixRefusedException.NotFound("Contact", "CONTACT_NOT_FOUND");
    }

    private static object Page(
        SimSite site, JsonElement? filter, string? search, IReadOnlyList<Sort> sorts, int limit, int offset, IReadOnlyList<string> fieldsets)
    {
        var matches = new Filter<SimContact>(QueryFields.Contacts).Compile(filter);
        List<SimContact> page;
        int total;
        lock (site.Gate)
        {
            if (matches is null && search is null && sorts is [{ Field: "createdDate", Descending: false }])
            {
                page = site.Contacts.GetRange(Math.Min(offset, site.Contacts.Count), Math.Clamp(site.Contacts.Count - offset, 0, limit));
                total = site.Contacts.Count;
            }
            else
            {
                var found = Candidates(site, filter).Where(c => (matches is null || matches(c)) && (search is null || Mentions(c, search))).ToList();
                Sort.Apply(found, sorts, QueryFields.Contacts);
                page = [.. found.Skip(offset).Take(limit)];
                total = found.Count;
            }
        }

        var fieldset = Fieldsets.FirstOrDefault(fieldsets.Contains) ?? "FULL";
        return new
        {
            contacts = page.Select(c => ContactWire.Of(c, fieldset)),
            pagingMetadata = new { count = page.Count, offset, total, tooManyToCount = false },
        };
    }

    // By id and by address there are indexes; only other filters look at everybody.
    private static IEnumerable<SimContact> Candidates(SimSite site, JsonElement? filter)
    {
        if (Filter<SimContact>.Demanded(filter, "id") is { } ids)
            return ids.Distinct().Select(site.ContactsById.GetValueOrDefault).OfType<SimContact>();
        var emails = Filter<SimContact>.Demanded(filter, "primaryInfo.email") ?? Filter<SimContact>.Demanded(filter, "info.emails.email");
        return emails is null
            ? site.Contacts
            : emails.SelectMany(e => site.ContactsByEmail.GetValueOrDefault(e.ToLowerInvariant(), [])).Distinct().OrderBy(c => c.State.CreatedDate);
    }

    private static bool Mentions(SimContact contact, string search) =>
        contact.State.Emails.Concat(contact.State.Phones).Append(contact.State.Name ?? "").Any(s => s.Contains(search, StringComparison.OrdinalIgnoreCase));

    private static WixRefusedException IllegalLimit() => WixRefusedException.Application(400, "ILLEGAL_LIMIT", $"The limit must be between 0 and {MaxLimit}.");

    private static WixRefusedException IllegalOffset() => WixRefusedException.Field("paging.offset", "Must be a whole number of at least 0.", "MIN");
}
